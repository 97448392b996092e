/** What the first start of an installation makes. */
@NullMarked
package io.fluxo.api.setup;

import org.jspecify.annotations.NullMarked;
