package io.fluxo.api.humantask;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.context.Rooms;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.FormQuery;
import io.fluxo.messages.humantask.FormVerdict;
import io.fluxo.messages.value.Payload;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Looks at answers while they are being written. */
@Tag(name = "Human tasks")
@RestController
final class TaskCheckController {

  /** An answer that is being written. */
  record TaskDraft(@Nullable Object answer) {}

  private final TaskDesk desk;
  private final Rooms rooms;

  TaskCheckController(TaskDesk desk, Rooms rooms) {
    this.desk = desk;
    this.rooms = rooms;
  }

  @Operation(summary = "Says which fields to show for an answer, and what is wrong with it")
  @Requires(Permission.TASKS_WORK)
  @PostMapping("/api/v1/tasks/{id}/check")
  CompletableFuture<FormVerdict> check(
      @PathVariable String id, @RequestBody TaskDraft body, Caller caller, Context context) {
    Object answer = body.answer();
    return desk.find(TaskIds.read(id), caller, context)
        .thenCompose(
            task ->
                rooms.ask(
                    new FormQuery(task.form(), answer == null ? Payload.EMPTY : Payload.of(answer)),
                    FormVerdict.class));
  }
}
