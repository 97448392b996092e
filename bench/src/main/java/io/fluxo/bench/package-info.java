/** Measures the packaged application from outside. */
@NullMarked
package io.fluxo.bench;

import org.jspecify.annotations.NullMarked;
