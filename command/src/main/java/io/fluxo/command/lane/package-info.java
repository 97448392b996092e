/** Group commit: many commands, one transaction. */
@NullMarked
package io.fluxo.command.lane;

import org.jspecify.annotations.NullMarked;
