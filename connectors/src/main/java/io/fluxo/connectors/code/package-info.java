/** User code in a sandbox. */
@NullMarked
package io.fluxo.connectors.code;

import org.jspecify.annotations.NullMarked;
