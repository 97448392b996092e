/** What is kept of who got in, who did not, and who may what. */
@NullMarked
package io.fluxo.messages.security;

import org.jspecify.annotations.NullMarked;
