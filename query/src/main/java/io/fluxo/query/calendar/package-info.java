/** Business calendars, as asked. */
@NullMarked
package io.fluxo.query.calendar;

import org.jspecify.annotations.NullMarked;
