/** Effects on other runs. */
@NullMarked
package io.fluxo.connectors.flow;

import org.jspecify.annotations.NullMarked;
