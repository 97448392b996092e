/** Long conversations between aggregates. */
@NullMarked
package io.fluxo.saga;

import org.jspecify.annotations.NullMarked;
