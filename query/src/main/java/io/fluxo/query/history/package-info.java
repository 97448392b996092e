/** The event store, as read. */
@NullMarked
package io.fluxo.query.history;

import org.jspecify.annotations.NullMarked;
