/** Runs over HTTP. */
@NullMarked
package io.fluxo.api.run;

import org.jspecify.annotations.NullMarked;
