/** Runs as they were. */
@NullMarked
package io.fluxo.messages.travel;

import org.jspecify.annotations.NullMarked;
