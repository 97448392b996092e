package io.fluxo.api.run;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.context.Rooms;
import io.fluxo.api.member.Actings;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.travel.RunDifference;
import io.fluxo.messages.travel.RunPoint;
import io.fluxo.messages.travel.RunSituation;
import io.fluxo.messages.travel.TravelQuery.CompareSituations;
import io.fluxo.messages.travel.TravelQuery.FindSituation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs as they were, folded from their events. */
@Tag(name = "Runs")
@RestController
@RequestMapping("/api/v1/runs/{id}")
final class TravelController {

  private static final String POSITION = "position:";

  private final Rooms rooms;
  private final Actings actings;

  TravelController(Rooms rooms, Actings actings) {
    this.rooms = rooms;
    this.actings = actings;
  }

  @Operation(summary = "Shows a run as it was at a time, a position of the store or an event")
  @Requires(Permission.RUNS_READ)
  @GetMapping("/state")
  CompletableFuture<RunSituation> state(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Instant at,
      @RequestParam(required = false) @Nullable String position,
      @RequestParam(required = false) @Nullable String sequence,
      Caller caller,
      Context context) {
    return rooms.ask(
        new FindSituation(
            context.tenant(),
            context.workspace(),
            RunController.run(id),
            point(at, position, sequence),
            actings.of(caller)),
        RunSituation.class);
  }

  @Operation(
      summary =
          "Tells what became of a run between two points: times, places in its stream, or position:n")
  @Requires(Permission.RUNS_READ)
  @GetMapping("/diff")
  CompletableFuture<RunDifference> diff(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      Caller caller,
      Context context) {
    return rooms.ask(
        new CompareSituations(
            context.tenant(),
            context.workspace(),
            RunController.run(id),
            from == null ? new RunPoint.Sequence(0) : point("/from", from),
            to == null ? new RunPoint.Last() : point("/to", to),
            actings.of(caller)),
        RunDifference.class);
  }

  private static RunPoint point(
      @Nullable Instant at, @Nullable String position, @Nullable String sequence) {
    int given = (at == null ? 0 : 1) + (position == null ? 0 : 1) + (sequence == null ? 0 : 1);
    if (given > 1) {
      throw Problems.invalid(
          "/at", "There are several points", "one of 'at', 'position' and 'sequence'");
    }
    if (position != null) {
      return new RunPoint.Position(number("/position", position));
    }
    if (sequence != null) {
      return new RunPoint.Sequence(number("/sequence", sequence));
    }
    return at == null ? new RunPoint.Last() : new RunPoint.At(at);
  }

  private static RunPoint point(String pointer, String text) {
    if (text.startsWith(POSITION)) {
      return new RunPoint.Position(number(pointer, text.substring(POSITION.length())));
    }
    if (!text.contains("T")) {
      return new RunPoint.Sequence(number(pointer, text));
    }
    try {
      return new RunPoint.At(Instant.parse(text));
    } catch (DateTimeException e) {
      throw invalid(pointer);
    }
  }

  private static long number(String pointer, String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw invalid(pointer);
    }
    return Long.parseLong(text);
  }

  private static RuntimeException invalid(String pointer) {
    return Problems.invalid(
        pointer, "There is no such point", "an instant, a place in the stream, or position:n");
  }
}
