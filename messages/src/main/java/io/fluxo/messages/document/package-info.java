/** Documents for people, and what makes pages of them. */
@NullMarked
package io.fluxo.messages.document;

import org.jspecify.annotations.NullMarked;
