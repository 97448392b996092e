/** Reading the events themselves: lists and streams of what was stored. */
@NullMarked
package io.fluxo.messages.history;

import org.jspecify.annotations.NullMarked;
