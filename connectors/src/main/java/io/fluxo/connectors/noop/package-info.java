/** The effect that does nothing. */
@NullMarked
package io.fluxo.connectors.noop;

import org.jspecify.annotations.NullMarked;
