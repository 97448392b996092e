/** What Brazil writes on its papers, and how it is checked. */
@NullMarked
package io.fluxo.messages.brazil;

import org.jspecify.annotations.NullMarked;
