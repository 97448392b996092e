/** Mail of the program itself. */
@NullMarked
package io.fluxo.messages.mail;

import org.jspecify.annotations.NullMarked;
