/** Who did what, as the event store tells it. */
@NullMarked
package io.fluxo.query.audit;

import org.jspecify.annotations.NullMarked;
