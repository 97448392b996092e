/** Wiring: the only place that reads the clock and chance of the machine. */
@NullMarked
package io.fluxo.api.boot;

import org.jspecify.annotations.NullMarked;
