package io.fluxo.command.humantask;

import io.fluxo.command.expression.BoundedExpressions;
import io.fluxo.command.form.FormCheck;
import io.fluxo.messages.calendar.BusinessCalendar;
import io.fluxo.messages.calendar.CalendarRef;
import io.fluxo.messages.calendar.CalendarVersion;
import io.fluxo.messages.humantask.Acting;
import io.fluxo.messages.humantask.TaskCommand;
import io.fluxo.messages.humantask.TaskCommand.AnswerByLink;
import io.fluxo.messages.humantask.TaskCommand.CompleteTask;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A task under test: given what is asked for, when people do this and that, look at its events. */
final class TaskScenario {

  static final TaskId TASK = new TaskId("01jd0000000000000000000000");
  static final Acting ANA = acting("ana");
  static final Acting BEA = acting("bea");
  static final Acting EVE = acting("eve");
  static final Acting MAX =
      new Acting("user:max", Set.of("user:max", "role:manager"), Set.of(), true);

  /** Everybody but {@code nobody} is known by his own name; one calendar is there. */
  static final TaskDesk DESK =
      new TaskDesk() {
        @Override
        public @Nullable String person(String name) {
          if (name.equals("nobody")) {
            return null;
          }
          return name.startsWith("user:") ? name : "user:" + name;
        }

        @Override
        public @Nullable CalendarVersion calendar(String name) {
          return name.equals("br")
              ? new CalendarVersion(new CalendarRef("br", 0), BusinessCalendar.BRAZIL)
              : null;
        }
      };

  private final FormCheck forms = new FormCheck(new BoundedExpressions(System::nanoTime));
  private final TaskAnswers answers = new TaskAnswers(forms);
  private final BusinessCalendar calendar;
  private Instant now;
  private TaskFacts facts = TaskFacts.INITIAL;
  private List<TaskEvent> last = List.of();

  private TaskScenario(String config, Instant now) {
    this.now = now;
    TaskAsked asked = read(config, now);
    this.calendar = asked.calendar() == null ? BusinessCalendar.ALWAYS : BusinessCalendar.BRAZIL;
    take(List.of(asked.by(TASK, null)));
  }

  /** A task as its configuration says, in JSON. */
  static TaskScenario given(String config) {
    return given(config, Instant.parse("2026-11-23T12:00:00Z"));
  }

  static TaskScenario given(String config, Instant now) {
    return new TaskScenario(config, now);
  }

  /** An approval that Ana and Bea are asked for. */
  static TaskScenario approval() {
    return given(
        """
        {"kind": "approval", "title": "Order", "candidates": {"users": ["ana", "bea"]},
         "attachments": {"types": ["image/*"], "maxFiles": 1}, "skippable": true}
        """);
  }

  private static TaskAsked read(String config, Instant now) {
    try {
      return new TaskReader(new FormCheck(new BoundedExpressions(System::nanoTime)))
          .read(Payload.of(Json.mapper().readValue(config, Map.class)).object(), DESK, now);
    } catch (NodeFailure e) {
      throw new IllegalArgumentException(e.failure().message(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Acting acting(String name) {
    return new Acting("user:" + name, Set.of("user:" + name, "role:agent"), Set.of(), false);
  }

  TaskScenario when(TaskCommand command) {
    return take(decide(command));
  }

  /** Things that happened already. */
  TaskScenario happened(TaskEvent... events) {
    return take(List.of(events));
  }

  TaskScenario completes(Acting who, String outcome) {
    return when(new CompleteTask(TASK, outcome, Payload.EMPTY, Payload.NULL, who));
  }

  TaskScenario answersByLink(String link, String outcome) {
    return when(new AnswerByLink(TASK, link, outcome, Payload.EMPTY, Payload.NULL));
  }

  TaskScenario after(Duration time) {
    now = now.plus(time);
    return this;
  }

  TaskScenario at(String instant) {
    now = Instant.parse(instant);
    return this;
  }

  TaskScenario woken() {
    return take(TaskClocks.wake(facts, now));
  }

  TaskScenario held() {
    return take(TaskClocks.hold(facts, now));
  }

  TaskScenario unheld() {
    return take(TaskClocks.unhold(facts, calendar, now));
  }

  Instant now() {
    return now;
  }

  TaskFacts facts() {
    return facts;
  }

  /** What the last thing came to. */
  List<TaskEvent> last() {
    return last;
  }

  private TaskScenario take(List<TaskEvent> events) {
    last = new ArrayList<>();
    for (TaskEvent event : events) {
      TaskEvent read = stored(event);
      last.add(read);
      facts = facts.after(read);
    }
    return this;
  }

  /** As it is when it was written and read. */
  private static TaskEvent stored(TaskEvent event) {
    try {
      return Json.mapper().readValue(Json.mapper().writeValueAsBytes(event), event.getClass());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<TaskEvent> decide(TaskCommand command) {
    return switch (command) {
      case TaskCommand.ClaimTask c -> TaskDecisions.claim(c, facts);
      case TaskCommand.ReleaseTask c -> TaskDecisions.release(c, facts);
      case TaskCommand.StartTask c -> TaskDecisions.start(c, facts);
      case TaskCommand.DelegateTask c ->
          TaskDecisions.delegate(TASK, "user:" + c.to(), null, c.who(), facts);
      case TaskCommand.ForwardTask c ->
          TaskDecisions.forward(
              TASK, c.users().stream().map(user -> "user:" + user).toList(), c.who(), facts);
      case TaskCommand.CommentTask c -> TaskDecisions.comment(c, facts);
      case TaskCommand.AttachFile c -> TaskDecisions.attach(c, facts);
      case TaskCommand.PrioritizeTask c -> TaskDecisions.prioritize(c, facts);
      case TaskCommand.SuspendTask c -> TaskClocks.suspend(c, facts, now);
      case TaskCommand.ResumeTask c -> TaskClocks.resume(c, facts, calendar, now);
      case CompleteTask c -> answers.complete(c, facts);
      case TaskCommand.FailTask c -> answers.fail(c, facts);
      case TaskCommand.SkipTask c -> answers.skip(c, facts);
      case TaskCommand.WithdrawTask c -> TaskLinks.withdraw(c, facts);
      case TaskCommand.IssueLink c -> TaskLinks.issue(c, facts, now);
      case TaskCommand.RevokeLink c -> TaskLinks.revoke(c, facts);
      case AnswerByLink c -> answers.answer(c, facts, now);
      case TaskCommand.WakeTask c -> TaskClocks.wake(facts, now);
      case TaskCommand.CreateTask c -> throw new IllegalArgumentException("It is created already");
    };
  }
}
