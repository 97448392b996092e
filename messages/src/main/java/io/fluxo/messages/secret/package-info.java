/** What must not be seen: sealed values, and secrets that definitions name. */
@NullMarked
package io.fluxo.messages.secret;

import org.jspecify.annotations.NullMarked;
