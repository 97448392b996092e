/** Business calendars: their versions, and what they say while something is decided. */
@NullMarked
package io.fluxo.command.calendar;

import org.jspecify.annotations.NullMarked;
