/** Events that stand for themselves, stored. */
@NullMarked
package io.fluxo.command.history;

import org.jspecify.annotations.NullMarked;
