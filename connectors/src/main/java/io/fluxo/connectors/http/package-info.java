/** Outgoing HTTP that cannot be turned against the network it runs in. */
@NullMarked
package io.fluxo.connectors.http;

import org.jspecify.annotations.NullMarked;
