package io.fluxo.api.run;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.context.Rooms;
import io.fluxo.api.paging.Paging;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.history.EventQuery.ListEvents;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.LogLevel;
import io.fluxo.messages.run.RunCommand.CancelRun;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunQuery.FindRun;
import io.fluxo.messages.run.RunQuery.ListLog;
import io.fluxo.messages.run.RunQuery.ListRuns;
import io.fluxo.messages.run.RunQuery.ListSteps;
import io.fluxo.messages.run.RunStatus;
import io.fluxo.messages.run.RunView;
import io.fluxo.messages.run.StepView;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.WorkflowId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Starting, watching and ending runs. */
@Tag(name = "Runs")
@RestController
@RequestMapping("/api/v1")
final class RunController {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /** What to start a run with. */
  record StartRequest(
      @Nullable Object input, @Nullable String businessKey, @Nullable Integer version) {}

  /**
   * Why a run is cancelled.
   *
   * @param compensate whether what it did is undone before it ends
   */
  record CancelRequest(@Nullable String reason, @Nullable Boolean compensate) {}

  private final Rooms rooms;
  private final RunStarter starter;
  private final Keys keys;

  RunController(Rooms rooms, RunStarter starter, Keys keys) {
    this.rooms = rooms;
    this.starter = starter;
    this.keys = keys;
  }

  @Operation(summary = "Starts a run, and waits for its end where asked to")
  @Requires(Permission.RUNS_START)
  @PostMapping("/workflows/{id}/runs")
  CompletableFuture<ResponseEntity<RunAnswer>> start(
      @PathVariable String id,
      @RequestBody(required = false) @Nullable StartRequest body,
      @RequestParam(required = false) @Nullable String wait,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      Context context) {
    StartRequest request = body == null ? new StartRequest(null, null, null) : body;
    Payload input = request.input() == null ? Payload.EMPTY : Payload.of(request.input());
    return starter.start(
        new RunStarter.Wanted(
            workflow(id),
            request.version(),
            input,
            request.businessKey(),
            keys.of(key, "api:" + id, request)),
        Paging.wait(wait, LONGEST_WAIT),
        context);
  }

  @Operation(summary = "Lists the runs, newest first")
  @Requires(Permission.RUNS_READ)
  @GetMapping("/runs")
  CompletableFuture<Page<?>> list(
      @RequestParam(required = false) @Nullable String workflow,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String businessKey,
      @RequestParam(required = false) @Nullable Instant startedAfter,
      @RequestParam(required = false) @Nullable Instant startedBefore,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Context context) {
    return rooms
        .askPage(
            new ListRuns(
                context.tenant(),
                context.workspace(),
                workflow,
                status == null ? null : status(status),
                businessKey,
                startedAfter,
                startedBefore,
                Paging.of(cursor, limit)))
        .thenApply(page -> (Page<?>) page);
  }

  @Operation(summary = "Shows a run")
  @Requires(Permission.RUNS_READ)
  @GetMapping("/runs/{id}")
  CompletableFuture<RunView> find(@PathVariable String id, Context context) {
    return rooms.ask(new FindRun(context.tenant(), context.workspace(), run(id)), RunView.class);
  }

  @Operation(summary = "Lists the visits of nodes with input, output, attempts and errors")
  @Requires(Permission.RUNS_READ)
  @GetMapping("/runs/{id}/steps")
  CompletableFuture<Map<String, List<StepView>>> steps(@PathVariable String id, Context context) {
    return rooms
        .askAll(new ListSteps(context.tenant(), context.workspace(), run(id)), StepView.class)
        .thenApply(steps -> Map.of("items", steps));
  }

  @Operation(summary = "Lists what the run and its nodes logged")
  @Requires(Permission.RUNS_READ)
  @GetMapping("/runs/{id}/logs")
  CompletableFuture<Page<?>> logs(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String level,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Context context) {
    return rooms
        .askPage(
            new ListLog(
                context.tenant(),
                context.workspace(),
                run(id),
                level == null ? null : level(level),
                Paging.of(cursor, limit)))
        .thenApply(page -> (Page<?>) page);
  }

  @Operation(summary = "Lists the stored events of the run and its steps")
  @Requires(Permission.RUNS_READ)
  @GetMapping("/runs/{id}/events")
  CompletableFuture<Page<?>> events(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Context context) {
    return rooms
        .askPage(
            new ListEvents(
                context.tenant(),
                context.workspace(),
                run(id).value(),
                null,
                null,
                null,
                Paging.of(cursor, limit)))
        .thenApply(page -> (Page<?>) page);
  }

  @Operation(summary = "Cancels a run and everything it has open")
  @Requires(Permission.RUNS_CONTROL)
  @PostMapping("/runs/{id}/cancel")
  CompletableFuture<Map<String, Object>> cancel(
      @PathVariable String id,
      @RequestBody(required = false) @Nullable CancelRequest body,
      Context context) {
    boolean compensate = body != null && Boolean.TRUE.equals(body.compensate());
    return rooms
        .<Object>send(
            new CancelRun(run(id), body == null ? null : body.reason(), compensate), context)
        .thenCompose(
            done ->
                rooms.ask(
                    new FindRun(context.tenant(), context.workspace(), run(id)), RunView.class))
        .thenApply(view -> Map.of("runId", id, "status", view.status()));
  }

  static RunId run(String id) {
    try {
      return new RunId(id);
    } catch (IllegalArgumentException e) {
      throw Rejection.notFound("run of that id");
    }
  }

  static WorkflowId workflow(String id) {
    if (!WorkflowId.isValid(id)) {
      throw Rejection.notFound("workflow of that id");
    }
    return new WorkflowId(id);
  }

  static RunStatus status(String text) {
    try {
      return RunStatus.of(text);
    } catch (IllegalArgumentException e) {
      throw Problems.invalid("/status", "There is no such status", "running, completed, failed, …");
    }
  }

  private static LogLevel level(String text) {
    try {
      return LogLevel.of(text);
    } catch (IllegalArgumentException e) {
      throw Problems.invalid(
          "/level", "There is no such level", "debug, info, warn, error or critical");
    }
  }
}
