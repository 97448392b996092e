/** Fluxo. */
@NullMarked
package io.fluxo;

import org.jspecify.annotations.NullMarked;
