/** Deciding what comes next in a run. */
@NullMarked
package io.fluxo.command.run;

import org.jspecify.annotations.NullMarked;
