/**
 * Values that must not be seen: sealed here, kept here, and opened for the call that needs them.
 */
@NullMarked
package io.fluxo.connectors.secret;

import org.jspecify.annotations.NullMarked;
