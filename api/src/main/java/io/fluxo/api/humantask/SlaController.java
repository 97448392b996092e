package io.fluxo.api.humantask;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.context.Rooms;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.calendar.Span;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.SlaReport;
import io.fluxo.messages.humantask.TaskQuery.EvaluateSla;
import io.fluxo.messages.rejection.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Deadlines as a question about what happened. */
@Tag(name = "Human tasks")
@RestController
final class SlaController {

  /**
   * Deadlines to try on tasks that were asked for in a period.
   *
   * @param calendar a business calendar; all hours count without it
   * @param start how long people had to begin, such as 4h
   * @param complete how long people had to answer, such as 2d; where both are missing, the
   *     deadlines are those that each task had
   * @param from of the times at which tasks were asked for
   * @param until not included
   */
  record SlaRequest(
      @Nullable String calendar,
      @Nullable String start,
      @Nullable String complete,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable String workflow) {}

  private final Rooms rooms;

  SlaController(Rooms rooms) {
    this.rooms = rooms;
  }

  @Operation(summary = "Tells which human tasks would have been late under other deadlines")
  @Requires(Permission.TASKS_MANAGE)
  @PostMapping("/api/v1/tasks/sla")
  CompletableFuture<SlaReport> evaluate(@RequestBody SlaRequest body, Context context) {
    Instant from = body.from();
    Instant until = body.until();
    if (from == null || until == null || !until.isAfter(from)) {
      throw Problems.invalid(
          "/from", "The period cannot be used", "an instant from, and a later one until");
    }
    return rooms.ask(
        new EvaluateSla(
            context.tenant(),
            context.workspace(),
            body.calendar(),
            span("/start", body.start()),
            span("/complete", body.complete()),
            from,
            until,
            body.workflow()),
        SlaReport.class);
  }

  private static @Nullable Span span(String pointer, @Nullable String text) {
    try {
      return text == null ? null : Span.parse(text);
    } catch (Rejection e) {
      throw Problems.invalid(pointer, "The span cannot be used", "a span such as 4h, 2d or P1DT2H");
    }
  }
}
