package io.fluxo.messages.calendar;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A calendar, as shown.
 *
 * @param version the newest, 0 for one that is built in
 * @param calendar what it says; null in lists
 * @param definedBy who made the version, null for one that is built in
 */
public record CalendarView(
    String name,
    int version,
    boolean builtIn,
    String zone,
    @Nullable BusinessCalendar calendar,
    @Nullable String definedBy,
    @Nullable Instant definedAt) {}
