package io.fluxo.api.calendar;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.context.Rooms;
import io.fluxo.api.paging.Paging;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.calendar.BusinessCalendar;
import io.fluxo.messages.calendar.CalendarCommand.DefineCalendar;
import io.fluxo.messages.calendar.CalendarCommand.RetireCalendar;
import io.fluxo.messages.calendar.CalendarDefinition;
import io.fluxo.messages.calendar.CalendarKey;
import io.fluxo.messages.calendar.CalendarQuery.FindCalendar;
import io.fluxo.messages.calendar.CalendarQuery.ListCalendars;
import io.fluxo.messages.calendar.CalendarView;
import io.fluxo.messages.calendar.Span;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.rejection.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** When it is worked in a workspace, and when deadlines fall. */
@Tag(name = "Calendars")
@RestController
@RequestMapping("/api/v1/calendars")
final class CalendarController {

  /**
   * When a deadline falls.
   *
   * @param version of the calendar, 0 for one that is built in
   * @param working whether it is worked at {@code from}
   */
  record Deadline(
      String calendar, int version, Instant from, boolean working, Span within, Instant deadline) {}

  private final Rooms rooms;

  CalendarController(Rooms rooms) {
    this.rooms = rooms;
  }

  @Operation(summary = "Lists the calendars of the workspace, and those that are built in")
  @Requires(Permission.WORKFLOWS_READ)
  @GetMapping
  CompletableFuture<Page<?>> listCalendars(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Context context) {
    return rooms
        .askPage(new ListCalendars(context.tenant(), context.workspace(), Paging.of(cursor, limit)))
        .thenApply(page -> (Page<?>) page);
  }

  @Operation(summary = "Shows a calendar")
  @Requires(Permission.WORKFLOWS_READ)
  @GetMapping("/{name}")
  CompletableFuture<CalendarView> findCalendar(@PathVariable String name, Context context) {
    return rooms.ask(
        new FindCalendar(context.tenant(), context.workspace(), existing(name)),
        CalendarView.class);
  }

  @Operation(summary = "Defines a calendar: its next version, unless it is so already")
  @Requires(Permission.WORKFLOWS_WRITE)
  @PutMapping("/{name}")
  CompletableFuture<ResponseEntity<CalendarDefinition>> defineCalendar(
      @PathVariable String name, @RequestBody BusinessCalendar calendar, Context context) {
    if (!CalendarKey.isName(name)) {
      throw Problems.invalid("/name", "The name cannot be used", CalendarKey.NAME);
    }
    CalendarKey key = CalendarKey.of(context.tenant(), context.workspace(), name);
    return rooms
        .<CalendarDefinition>send(new DefineCalendar(key, calendar), context)
        .thenApply(
            defined ->
                defined.created()
                    ? ResponseEntity.created(URI.create("/api/v1/calendars/" + name)).body(defined)
                    : ResponseEntity.ok(defined));
  }

  @Operation(summary = "Takes a calendar out of use; what uses a version of it goes on with it")
  @Requires(Permission.WORKFLOWS_WRITE)
  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  CompletableFuture<Void> retireCalendar(@PathVariable String name, Context context) {
    CalendarKey key = CalendarKey.of(context.tenant(), context.workspace(), existing(name));
    return rooms.send(new RetireCalendar(key), context).thenAccept(done -> {});
  }

  @Operation(summary = "Tells when a deadline falls that is so much working time away")
  @Requires(Permission.WORKFLOWS_READ)
  @GetMapping("/{name}/deadline")
  CompletableFuture<Deadline> findDeadline(
      @PathVariable String name,
      @RequestParam String from,
      @RequestParam String within,
      Context context) {
    Instant start = instant(from);
    Span span = Span.parse(within);
    return findCalendar(name, context).thenApply(view -> deadline(view, start, span));
  }

  private static Deadline deadline(CalendarView view, Instant from, Span within) {
    BusinessCalendar calendar = Objects.requireNonNull(view.calendar());
    return new Deadline(
        view.name(),
        view.version(),
        from,
        calendar.isWorking(from),
        within,
        calendar.plus(from, within));
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw Problems.invalid(
          "/from", "The time cannot be read", "a time such as 2026-01-31T12:00:00Z");
    }
  }

  private static String existing(String name) {
    if (!CalendarKey.isName(name)) {
      throw Rejection.notFound("calendar of that name");
    }
    return name;
  }
}
