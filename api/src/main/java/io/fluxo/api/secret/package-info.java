/** Setting secrets, and listing what they are called. */
@NullMarked
package io.fluxo.api.secret;

import org.jspecify.annotations.NullMarked;
