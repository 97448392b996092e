/** The log of all events over HTTP: checkpoints, keys, proofs and checks. */
@NullMarked
package io.fluxo.api.log;

import org.jspecify.annotations.NullMarked;
