package io.fluxo.api.humantask;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.Acting;
import io.fluxo.messages.humantask.TaskCommand;
import io.fluxo.messages.humantask.TaskCommand.ClaimTask;
import io.fluxo.messages.humantask.TaskCommand.CommentTask;
import io.fluxo.messages.humantask.TaskCommand.CompleteTask;
import io.fluxo.messages.humantask.TaskCommand.DelegateTask;
import io.fluxo.messages.humantask.TaskCommand.FailTask;
import io.fluxo.messages.humantask.TaskCommand.ForwardTask;
import io.fluxo.messages.humantask.TaskCommand.PrioritizeTask;
import io.fluxo.messages.humantask.TaskCommand.ReleaseTask;
import io.fluxo.messages.humantask.TaskCommand.ResumeTask;
import io.fluxo.messages.humantask.TaskCommand.SkipTask;
import io.fluxo.messages.humantask.TaskCommand.StartTask;
import io.fluxo.messages.humantask.TaskCommand.SuspendTask;
import io.fluxo.messages.humantask.TaskCommand.WithdrawTask;
import io.fluxo.messages.humantask.TaskDetail;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.value.Payload;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What people do with a task. Each act is an event of the task, and repeating it changes nothing.
 */
@Tag(name = "Human tasks")
@RestController
@RequestMapping("/api/v1/tasks/{id}")
final class TaskActController {

  private static final int LONGEST_REASON = 2_000;
  private static final int MOST_PEOPLE = 100;
  private static final int LONGEST_NAME = 320;

  /**
   * An answer.
   *
   * @param outcome as approved or rejected; the value of an option; not needed for a form
   * @param answer the answer to the form
   */
  record Answer(@Nullable String outcome, @Nullable Object answer, @Nullable String comment) {}

  /** Why somebody does something. */
  record Reason(@Nullable String reason) {}

  /** What somebody says. */
  record Said(@Nullable String text) {}

  /** Somebody, by the id or e-mail address of an account. */
  record Somebody(@Nullable String to) {}

  /** People, by the ids or e-mail addresses of accounts and the names of roles and teams. */
  record Several(@Nullable List<String> users, @Nullable List<String> roles) {}

  /** How urgent, 0 to 9, 9 first. */
  record Urgency(@Nullable Integer priority) {}

  private final TaskDesk desk;

  TaskActController(TaskDesk desk) {
    this.desk = desk;
  }

  @Operation(summary = "Takes a task; of several at once one gets it")
  @Requires(Permission.TASKS_WORK)
  @PostMapping("/claim")
  CompletableFuture<TaskDetail> claim(@PathVariable String id, Caller caller, Context context) {
    return desk.act(who -> new ClaimTask(TaskIds.read(id), who), caller, context);
  }

  @Operation(summary = "Gives a task back to all who are asked")
  @Requires(Permission.TASKS_WORK)
  @PostMapping("/release")
  CompletableFuture<TaskDetail> release(@PathVariable String id, Caller caller, Context context) {
    return desk.act(who -> new ReleaseTask(TaskIds.read(id), who), caller, context);
  }

  @Operation(summary = "Begins with a task")
  @Requires(Permission.TASKS_WORK)
  @PostMapping("/start")
  CompletableFuture<TaskDetail> start(@PathVariable String id, Caller caller, Context context) {
    return desk.act(who -> new StartTask(TaskIds.read(id), who), caller, context);
  }

  @Operation(summary = "Gives a task to somebody, or to who stands in for somebody who is away")
  @Requires(Permission.TASKS_WORK)
  @PostMapping("/delegate")
  CompletableFuture<TaskDetail> delegate(
      @PathVariable String id, @RequestBody Somebody body, Caller caller, Context context) {
    String to = body.to();
    if (to == null || to.isBlank() || to.length() > LONGEST_NAME) {
      throw Problems.invalid(
          "/to", "Somebody is missing", "the id or e-mail address of an account");
    }
    return desk.act(who -> new DelegateTask(TaskIds.read(id), to, who), caller, context);
  }

  @Operation(summary = "Asks others in place of those who were asked")
  @Requires(Permission.TASKS_WORK)
  @PostMapping("/forward")
  CompletableFuture<TaskDetail> forward(
      @PathVariable String id, @RequestBody Several body, Caller caller, Context context) {
    List<String> users = names("/users", body.users());
    List<String> roles = names("/roles", body.roles());
    return desk.act(who -> new ForwardTask(TaskIds.read(id), users, roles, who), caller, context);
  }

  @Operation(summary = "Says something about a task")
  @Requires(Permission.TASKS_WORK)
  @PostMapping("/comments")
  CompletableFuture<TaskDetail> comment(
      @PathVariable String id, @RequestBody Said body, Caller caller, Context context) {
    String text = body.text();
    if (text == null || text.isBlank()) {
      throw Problems.invalid("/text", "The text is missing", "what there is to say");
    }
    return desk.act(
        who -> new CommentTask(TaskIds.read(id), Payload.of(text), who), caller, context);
  }

  @Operation(summary = "Makes a task more or less urgent")
  @Requires(Permission.TASKS_MANAGE)
  @PostMapping("/priority")
  CompletableFuture<TaskDetail> priority(
      @PathVariable String id, @RequestBody Urgency body, Caller caller, Context context) {
    Integer priority = body.priority();
    if (priority == null) {
      throw Problems.invalid("/priority", "The priority is missing", "0 to 9");
    }
    return desk.act(who -> new PrioritizeTask(TaskIds.read(id), priority, who), caller, context);
  }

  @Operation(summary = "Lets a task rest; its clocks stand still")
  @Requires(Permission.TASKS_WORK)
  @PostMapping("/suspend")
  CompletableFuture<TaskDetail> suspend(
      @PathVariable String id,
      @RequestBody(required = false) @Nullable Reason body,
      Caller caller,
      Context context) {
    return desk.act(who -> new SuspendTask(TaskIds.read(id), reason(body), who), caller, context);
  }

  @Operation(summary = "Ends the rest of a task")
  @Requires(Permission.TASKS_WORK)
  @PostMapping("/resume")
  CompletableFuture<TaskDetail> resume(@PathVariable String id, Caller caller, Context context) {
    return desk.act(who -> new ResumeTask(TaskIds.read(id), who), caller, context);
  }

  @Operation(summary = "Answers a task; whoever is asked need not take it before")
  @Requires(Permission.TASKS_WORK)
  @PostMapping("/complete")
  CompletableFuture<TaskDetail> complete(
      @PathVariable String id, @RequestBody Answer body, Caller caller, Context context) {
    return desk.act(who -> complete(TaskIds.read(id), body, body.outcome(), who), caller, context);
  }

  @Operation(summary = "Answers a task with no")
  @Requires(Permission.TASKS_WORK)
  @PostMapping("/reject")
  CompletableFuture<TaskDetail> reject(
      @PathVariable String id, @RequestBody Answer body, Caller caller, Context context) {
    return desk.find(TaskIds.read(id), caller, context)
        .thenCompose(
            task ->
                desk.act(
                    who -> complete(TaskIds.read(id), body, task.outcomes().getLast(), who),
                    caller,
                    context));
  }

  static TaskCommand complete(TaskId task, Answer body, @Nullable String outcome, Acting who) {
    Object answer = body.answer();
    String comment = body.comment();
    return new CompleteTask(
        task,
        outcome,
        answer == null ? Payload.EMPTY : Payload.of(answer),
        comment == null ? Payload.NULL : Payload.of(comment),
        who);
  }

  @Operation(summary = "Says that a task cannot be done")
  @Requires(Permission.TASKS_WORK)
  @PostMapping("/fail")
  CompletableFuture<TaskDetail> fail(
      @PathVariable String id, @RequestBody Reason body, Caller caller, Context context) {
    return desk.act(who -> new FailTask(TaskIds.read(id), reason(body), who), caller, context);
  }

  @Operation(summary = "Passes over a task that may be passed over")
  @Requires(Permission.TASKS_WORK)
  @PostMapping("/skip")
  CompletableFuture<TaskDetail> skip(
      @PathVariable String id,
      @RequestBody(required = false) @Nullable Reason body,
      Caller caller,
      Context context) {
    return desk.act(who -> new SkipTask(TaskIds.read(id), reason(body), who), caller, context);
  }

  @Operation(summary = "Takes a task back that no run asked for")
  @Requires(Permission.TASKS_MANAGE)
  @PostMapping("/withdraw")
  CompletableFuture<TaskDetail> withdraw(
      @PathVariable String id, @RequestBody Reason body, Caller caller, Context context) {
    String reason = Objects.toString(reason(body).json(), "");
    return desk.act(who -> new WithdrawTask(TaskIds.read(id), reason, who), caller, context);
  }

  private static Payload reason(@Nullable Reason body) {
    String reason = body == null ? null : body.reason();
    if (reason != null && reason.length() > LONGEST_REASON) {
      throw Problems.invalid(
          "/reason", "The reason is too long", "at most " + LONGEST_REASON + " characters");
    }
    return reason == null ? Payload.NULL : Payload.of(reason);
  }

  private static List<String> names(String pointer, @Nullable List<String> names) {
    List<String> given = names == null ? List.of() : names;
    boolean usable =
        given.size() <= MOST_PEOPLE
            && given.stream()
                .allMatch(name -> name != null && !name.isBlank() && name.length() <= LONGEST_NAME);
    if (!usable) {
      throw Problems.invalid(
          pointer, "The people cannot be used", "at most " + MOST_PEOPLE + " names");
    }
    return given;
  }
}
