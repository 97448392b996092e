/** Security events, stored. */
@NullMarked
package io.fluxo.command.security;

import org.jspecify.annotations.NullMarked;
