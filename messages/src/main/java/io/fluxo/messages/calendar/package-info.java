/** Business calendars: when it is worked, when a deadline falls, and their protocol. */
@NullMarked
package io.fluxo.messages.calendar;

import org.jspecify.annotations.NullMarked;
