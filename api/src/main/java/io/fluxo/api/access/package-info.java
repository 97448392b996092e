/** Who may ask for what. */
@NullMarked
package io.fluxo.api.access;

import org.jspecify.annotations.NullMarked;
