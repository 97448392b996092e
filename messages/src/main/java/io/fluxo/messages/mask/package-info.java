/** What is personal or secret by its form, taken out of texts and values. */
@NullMarked
package io.fluxo.messages.mask;

import org.jspecify.annotations.NullMarked;
