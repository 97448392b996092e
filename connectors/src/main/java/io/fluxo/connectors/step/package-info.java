/** Making the attempts of effects. */
@NullMarked
package io.fluxo.connectors.step;

import org.jspecify.annotations.NullMarked;
