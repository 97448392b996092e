/** Undoing what a run did. */
@NullMarked
package io.fluxo.saga.compensation;

import org.jspecify.annotations.NullMarked;
