/** Effects that runs asked for. */
@NullMarked
package io.fluxo.command.step;

import org.jspecify.annotations.NullMarked;
