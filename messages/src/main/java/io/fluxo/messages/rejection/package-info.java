/** How a room says no, on the wire. */
@NullMarked
package io.fluxo.messages.rejection;

import org.jspecify.annotations.NullMarked;
