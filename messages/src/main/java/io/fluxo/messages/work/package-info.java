/** Open work: what a run waits for, as handed from the write side to those who act. */
@NullMarked
package io.fluxo.messages.work;

import org.jspecify.annotations.NullMarked;
