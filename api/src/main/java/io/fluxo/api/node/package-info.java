/** The installed node types over HTTP. */
@NullMarked
package io.fluxo.api.node;

import org.jspecify.annotations.NullMarked;
