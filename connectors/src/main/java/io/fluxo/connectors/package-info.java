/** Everything that touches the outside world. */
@NullMarked
package io.fluxo.connectors;

import org.jspecify.annotations.NullMarked;
