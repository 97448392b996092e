/** Business calendars over HTTP. */
@NullMarked
package io.fluxo.api.calendar;

import org.jspecify.annotations.NullMarked;
