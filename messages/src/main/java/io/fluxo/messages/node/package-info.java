/** The port for node types: what a class offers to become a node of a workflow. */
@NullMarked
package io.fluxo.messages.node;

import org.jspecify.annotations.NullMarked;
