/** Makes the attempts of steps: bounded per node type, timed, reported once. */
@NullMarked
package io.fluxo.connectors.step;

import org.jspecify.annotations.NullMarked;
