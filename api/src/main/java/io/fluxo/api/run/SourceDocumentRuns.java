package io.fluxo.api.run;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.context.Rooms;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.run.QueueStatistics;
import io.fluxo.messages.run.RunQuery.CountQueues;
import io.fluxo.messages.run.RunView;
import io.fluxo.messages.value.Payload;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs under the paths and with the bodies of the source documents. */
@Tag(name = "Runs, by their other paths")
@RestController
final class SourceDocumentRuns {

  /** The body of {@code /api/executions/execute}. */
  record ExecuteRequest(
      @Nullable String workflowId,
      @Nullable Object triggerData,
      @Nullable String userId,
      @Nullable String organizationId) {}

  private final RunController runs;
  private final RunStarter starter;
  private final Keys keys;
  private final Rooms rooms;

  SourceDocumentRuns(RunController runs, RunStarter starter, Keys keys, Rooms rooms) {
    this.runs = runs;
    this.starter = starter;
    this.keys = keys;
    this.rooms = rooms;
  }

  @Operation(summary = "Starts a run of the workflow that the body names")
  @Requires(Permission.RUNS_START)
  @PostMapping("/api/executions/execute")
  CompletableFuture<ResponseEntity<Map<String, Object>>> execute(
      @RequestBody ExecuteRequest body,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      Context context) {
    if (body.workflowId() == null) {
      throw Problems.invalid("/workflowId", "The workflow is missing", "the id of a workflow");
    }
    return start(body.workflowId(), body.triggerData(), key, context);
  }

  @Operation(summary = "Starts a run")
  @Requires(Permission.RUNS_START)
  @PostMapping("/api/engine/workflows/{id}/start")
  CompletableFuture<ResponseEntity<Map<String, Object>>> start(
      @PathVariable String id,
      @RequestBody(required = false) @Nullable Map<String, Object> body,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      Context context) {
    Object data = body == null ? null : body.getOrDefault("triggerData", body);
    return start(id, data, key, context);
  }

  private CompletableFuture<ResponseEntity<Map<String, Object>>> start(
      String id, @Nullable Object data, @Nullable String key, Context context) {
    Payload input = data == null ? Payload.EMPTY : Payload.of(data);
    RunStarter.Wanted wanted =
        new RunStarter.Wanted(
            RunController.workflow(id), null, input, null, keys.of(key, "api:" + id, input));
    return starter
        .start(wanted, null, context)
        .thenApply(
            answer -> {
              RunAnswer run = answer.getBody();
              Map<String, Object> body = new LinkedHashMap<>();
              if (run != null) {
                body.put("executionId", run.runId());
                body.put("runId", run.runId());
                body.put("status", run.status());
              }
              return ResponseEntity.status(answer.getStatusCode())
                  .headers(answer.getHeaders())
                  .body(body);
            });
  }

  @Operation(summary = "Tells how a run stands")
  @Requires(Permission.RUNS_READ)
  @GetMapping({"/api/executions/{id}/status", "/api/engine/executions/{id}/status"})
  CompletableFuture<RunView> status(@PathVariable String id, Context context) {
    return runs.find(id, context);
  }

  @Operation(summary = "Lists what the run and its nodes logged")
  @Requires(Permission.RUNS_READ)
  @GetMapping("/api/executions/{id}/logs")
  CompletableFuture<Page<?>> logs(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String level,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Context context) {
    return runs.logs(id, level, cursor, limit, context);
  }

  @Operation(summary = "Cancels a run")
  @Requires(Permission.RUNS_CONTROL)
  @DeleteMapping("/api/executions/{id}")
  CompletableFuture<Map<String, Object>> cancel(@PathVariable String id, Context context) {
    return runs.cancel(id, null, context);
  }

  @Operation(summary = "Counts runs and steps by how they stand")
  @Requires(Permission.RUNS_READ)
  @GetMapping({"/api/executions/stats", "/api/v1/statistics"})
  CompletableFuture<QueueStatistics> statistics(Context context) {
    return rooms.ask(new CountQueues(context.tenant(), context.workspace()), QueueStatistics.class);
  }
}
