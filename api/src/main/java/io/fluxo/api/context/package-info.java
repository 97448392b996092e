/** Who asks, as read from a request. */
@NullMarked
package io.fluxo.api.context;

import org.jspecify.annotations.NullMarked;
