/** Erasing what is held of people, and keeping what must not be erased. */
@NullMarked
package io.fluxo.command.privacy;

import org.jspecify.annotations.NullMarked;
