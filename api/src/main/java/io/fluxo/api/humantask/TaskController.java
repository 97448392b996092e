package io.fluxo.api.humantask;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.context.Rooms;
import io.fluxo.api.paging.Paging;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.TaskCounts;
import io.fluxo.messages.humantask.TaskDetail;
import io.fluxo.messages.humantask.TaskQuery.CountTasks;
import io.fluxo.messages.humantask.TaskQuery.Inbox;
import io.fluxo.messages.humantask.TaskQuery.ListTasks;
import io.fluxo.messages.humantask.TaskState;
import io.fluxo.messages.page.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Inboxes, and one task whole. */
@Tag(name = "Human tasks")
@RestController
@RequestMapping("/api/v1/tasks")
final class TaskController {

  private static final int MOST_FIELDS = 3;
  private static final int LONGEST = 200;

  private final Rooms rooms;
  private final TaskDesk desk;

  TaskController(Rooms rooms, TaskDesk desk) {
    this.rooms = rooms;
    this.desk = desk;
  }

  /**
   * Lists tasks.
   *
   * @param inbox mine, available, overdue, all or done; mine without it
   * @param field {@code name:beginning} of a field that tasks declare for search
   */
  @Operation(summary = "Lists the human tasks that the caller has to do with")
  @Requires(Permission.TASKS_READ)
  @GetMapping
  CompletableFuture<Page<?>> list(
      @RequestParam(required = false) @Nullable String inbox,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String workflow,
      @RequestParam(required = false) @Nullable String run,
      @RequestParam(required = false) @Nullable String businessKey,
      @RequestParam(required = false) @Nullable List<String> field,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Caller caller,
      Context context) {
    return rooms
        .askPage(
            new ListTasks(
                context.tenant(),
                context.workspace(),
                desk.who(caller),
                inbox(inbox),
                state(state),
                workflow,
                run,
                businessKey,
                fields(field),
                Paging.of(cursor, limit)))
        .thenApply(page -> (Page<?>) page);
  }

  @Operation(summary = "Counts the open human tasks that the caller has to do with")
  @Requires(Permission.TASKS_READ)
  @GetMapping("/counts")
  CompletableFuture<TaskCounts> counts(Caller caller, Context context) {
    return rooms.ask(
        new CountTasks(context.tenant(), context.workspace(), desk.who(caller)), TaskCounts.class);
  }

  @Operation(summary = "Shows a human task with its form, comments, files and history")
  @Requires(Permission.TASKS_READ)
  @GetMapping("/{id}")
  CompletableFuture<TaskDetail> find(@PathVariable String id, Caller caller, Context context) {
    return desk.find(TaskIds.read(id), caller, context);
  }

  private static Inbox inbox(@Nullable String text) {
    if (text == null) {
      return Inbox.mine;
    }
    for (Inbox each : Inbox.values()) {
      if (each.name().equals(text)) {
        return each;
      }
    }
    throw Problems.invalid(
        "/inbox", "There is no such inbox", "mine, available, overdue, all or done");
  }

  private static @Nullable TaskState state(@Nullable String text) {
    try {
      return text == null ? null : TaskState.of(text);
    } catch (IllegalArgumentException e) {
      throw Problems.invalid("/state", "There is no such state", "a state such as ready");
    }
  }

  private static Map<String, String> fields(@Nullable List<String> given) {
    Map<String, String> fields = new TreeMap<>();
    for (String each : given == null ? List.<String>of() : given) {
      int colon = each.indexOf(':');
      if (colon < 1 || each.length() > LONGEST || fields.size() == MOST_FIELDS) {
        throw Problems.invalid(
            "/field",
            "The fields cannot be used",
            "at most %d of the form name:beginning".formatted(MOST_FIELDS));
      }
      fields.put(each.substring(0, colon), each.substring(colon + 1));
    }
    return fields;
  }
}
