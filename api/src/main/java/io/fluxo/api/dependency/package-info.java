/** How it stands with what steps talk to, over HTTP. */
@NullMarked
package io.fluxo.api.dependency;

import org.jspecify.annotations.NullMarked;
