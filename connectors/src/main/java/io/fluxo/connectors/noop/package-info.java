/** The simplest node there is. */
@NullMarked
package io.fluxo.connectors.noop;

import org.jspecify.annotations.NullMarked;
