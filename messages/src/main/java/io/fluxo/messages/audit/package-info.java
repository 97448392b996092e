/** Who did what to what, when and from where, and who was given personal data. */
@NullMarked
package io.fluxo.messages.audit;

import org.jspecify.annotations.NullMarked;
