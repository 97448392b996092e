/** Values under keys that can be destroyed. */
@NullMarked
package io.fluxo.messages.seal;

import org.jspecify.annotations.NullMarked;
