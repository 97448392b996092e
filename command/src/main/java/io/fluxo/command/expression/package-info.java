/** What workflow authors write: conditions in CEL, values in JSONata, both bounded. */
@NullMarked
package io.fluxo.command.expression;

import org.jspecify.annotations.NullMarked;
