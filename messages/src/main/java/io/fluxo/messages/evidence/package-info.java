/** The log of all events, and what it proves. */
@NullMarked
package io.fluxo.messages.evidence;

import org.jspecify.annotations.NullMarked;
