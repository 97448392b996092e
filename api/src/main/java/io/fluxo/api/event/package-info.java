/** Events over HTTP. */
@NullMarked
package io.fluxo.api.event;

import org.jspecify.annotations.NullMarked;
