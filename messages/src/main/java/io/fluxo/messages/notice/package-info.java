/** Telling programs elsewhere what people are told. */
@NullMarked
package io.fluxo.messages.notice;

import org.jspecify.annotations.NullMarked;
