package io.fluxo.api.humantask;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.problem.Problems;
import io.fluxo.api.run.Keys;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.TaskCommand.CreateTask;
import io.fluxo.messages.humantask.TaskDetail;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.value.Payload;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Asking people for something outside of any run; also under the paths of the source documents. */
@Tag(name = "Human tasks")
@RestController
final class TaskCreateController {

  /**
   * The body of {@code /process}.
   *
   * @param decision the outcome; {@code action} is another word for it
   * @param data the answer to the form
   */
  record ProcessRequest(
      @Nullable String decision,
      @Nullable String action,
      @Nullable Object data,
      @Nullable String comment) {}

  private final TaskDesk desk;
  private final TaskIds ids;
  private final Keys keys;

  TaskCreateController(TaskDesk desk, TaskIds ids, Keys keys) {
    this.desk = desk;
    this.ids = ids;
    this.keys = keys;
  }

  @Operation(
      summary = "Asks people for something; the body is the configuration of a human_task node")
  @Requires(Permission.TASKS_MANAGE)
  @PostMapping({"/api/v1/tasks", "/api/engine/human-tasks"})
  CompletableFuture<ResponseEntity<TaskDetail>> create(
      @RequestBody Map<String, Object> body,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      Caller caller,
      Context context) {
    TaskId task = ids.next(keys.of(key, "api:human_task", body), context);
    return desk.act(who -> new CreateTask(task, Payload.of(body)), caller, context)
        .thenApply(
            created ->
                ResponseEntity.status(HttpStatus.CREATED)
                    .header("Location", "/api/v1/tasks/" + task.value())
                    .body(created));
  }

  @Operation(summary = "Answers a task")
  @Requires(Permission.TASKS_WORK)
  @PostMapping("/api/engine/human-tasks/{id}/process")
  CompletableFuture<Map<String, Object>> process(
      @PathVariable String id, @RequestBody ProcessRequest body, Caller caller, Context context) {
    String outcome = body.decision() == null ? body.action() : body.decision();
    if (outcome == null) {
      throw Problems.invalid("/decision", "The decision is missing", "one of the task's outcomes");
    }
    TaskActController.Answer answer =
        new TaskActController.Answer(outcome, body.data(), body.comment());
    return desk.act(
            who -> TaskActController.complete(TaskIds.read(id), answer, outcome, who),
            caller,
            context)
        .thenApply(
            task -> {
              Map<String, Object> done = new LinkedHashMap<>();
              done.put("taskId", task.task().taskId());
              done.put("status", task.task().state());
              if (task.task().outcome() != null) {
                done.put("decision", task.task().outcome());
              }
              return done;
            });
  }
}
