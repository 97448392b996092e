/** The protocol of a step: one effect that a run asked for. */
@NullMarked
package io.fluxo.messages.step;

import org.jspecify.annotations.NullMarked;
