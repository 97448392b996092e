/** Events that could not be projected: kept apart, seen, tried again and passed over. */
@NullMarked
package io.fluxo.query.deadletter;

import org.jspecify.annotations.NullMarked;
