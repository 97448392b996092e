/** Who did what, for whoever has to know. */
@NullMarked
package io.fluxo.api.audit;

import org.jspecify.annotations.NullMarked;
