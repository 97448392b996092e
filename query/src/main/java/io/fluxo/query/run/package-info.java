/** Runs and their steps, as asked. */
@NullMarked
package io.fluxo.query.run;

import org.jspecify.annotations.NullMarked;
