/** How far the read models are, and making them anew. */
@NullMarked
package io.fluxo.messages.projection;

import org.jspecify.annotations.NullMarked;
