/** The value type for everything that a user's data flows through, and its one codec. */
@NullMarked
package io.fluxo.messages.value;

import org.jspecify.annotations.NullMarked;
