/** The ways a run is started from outside, as bound by published versions. */
@NullMarked
package io.fluxo.messages.trigger;

import org.jspecify.annotations.NullMarked;
