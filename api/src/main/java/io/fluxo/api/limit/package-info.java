/** How much anybody may ask for. */
@NullMarked
package io.fluxo.api.limit;

import org.jspecify.annotations.NullMarked;
