/** Getting in: passwords, tokens and sessions. */
@NullMarked
package io.fluxo.api.session;

import org.jspecify.annotations.NullMarked;
