/** Nodes that reach other runs: events and sub-workflows. */
@NullMarked
package io.fluxo.connectors.flow;

import org.jspecify.annotations.NullMarked;
