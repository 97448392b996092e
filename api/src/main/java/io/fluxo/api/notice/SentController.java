package io.fluxo.api.notice;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.paging.Paging;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.rejection.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who was told what of a task. */
@Tag(name = "Notifications")
@RestController
final class SentController {

  private final SentTable sent;

  SentController(SentTable sent) {
    this.sent = sent;
  }

  @Operation(summary = "Lists who was told what of a task, newest first")
  @Requires(Permission.TASKS_MANAGE)
  @GetMapping("/api/v1/tasks/{id}/notifications")
  Page<SentView> list(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Caller caller,
      Context context) {
    return sent.list(
        context.tenant(),
        context.workspace(),
        task(id),
        caller.may(Permission.DATA_UNMASKED),
        Paging.of(cursor, limit));
  }

  private static String task(String id) {
    try {
      return new TaskId(id).value();
    } catch (IllegalArgumentException e) {
      throw Rejection.notFound("task of that id");
    }
  }
}
