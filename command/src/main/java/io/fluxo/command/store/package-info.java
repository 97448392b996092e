/** Events in PostgreSQL. */
@NullMarked
package io.fluxo.command.store;

import org.jspecify.annotations.NullMarked;
