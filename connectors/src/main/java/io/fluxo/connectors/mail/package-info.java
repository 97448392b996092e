/** Sending mail. */
@NullMarked
package io.fluxo.connectors.mail;

import org.jspecify.annotations.NullMarked;
