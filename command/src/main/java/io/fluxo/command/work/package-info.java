/** Open work: who holds it, when it is due, and who takes it up when its owner is gone. */
@NullMarked
package io.fluxo.command.work;

import org.jspecify.annotations.NullMarked;
