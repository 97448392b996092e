/** The protocol of a run: one execution of one published version. */
@NullMarked
package io.fluxo.messages.run;

import org.jspecify.annotations.NullMarked;
