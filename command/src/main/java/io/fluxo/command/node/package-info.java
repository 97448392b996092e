/** The node types that only compute or steer, and the register of all node types. */
@NullMarked
package io.fluxo.command.node;

import org.jspecify.annotations.NullMarked;
