package io.fluxo.messages.catalogue;

import io.fluxo.messages.calendar.CalendarRef;
import io.fluxo.messages.calendar.Span;
import io.fluxo.messages.humantask.FileRule;
import io.fluxo.messages.humantask.Quorum;
import io.fluxo.messages.humantask.Sla;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskFile;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.humantask.TaskKind;
import io.fluxo.messages.humantask.TaskOption;
import io.fluxo.messages.humantask.TaskOrigin;
import io.fluxo.messages.humantask.TaskSpec;
import io.fluxo.messages.humantask.Timer;
import io.fluxo.messages.run.WorkflowRef;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One sample of every event of human tasks, with every field set. */
final class TaskSamples {

  private static final Instant TIME = Instant.parse("2026-01-31T12:00:00.123456Z");
  private static final Payload TEXT = Payload.of("Looks good");
  private static final Payload ANSWER = Payload.of(Map.of("total", 12.5));
  private static final Timer REMIND = new Timer(Timer.Of.start, Timer.Act.remind, 0, TIME);
  private static final Timer OVERDUE = new Timer(Timer.Of.complete, Timer.Act.overdue, 0, TIME);
  private static final Timer ESCALATE = new Timer(Timer.Of.complete, Timer.Act.escalate, 1, TIME);

  private TaskSamples() {}

  static List<Object> all() {
    return List.of(
        created(),
        new TaskEvent.TaskClaimed("user:ana", "user:bia"),
        new TaskEvent.TaskReleased("user:ana"),
        new TaskEvent.TaskStarted("user:ana"),
        new TaskEvent.TaskDelegated("user:ana", "user:bia", "user:caio"),
        new TaskEvent.TaskForwarded(List.of("role:finance"), List.of("role:legal", "user:bia")),
        new TaskEvent.TaskCommented(TEXT),
        new TaskEvent.TaskFileAttached(
            new TaskFile("ab12", Payload.of("invoice.pdf"), "application/pdf", 4711)),
        new TaskEvent.TaskPrioritized(5, 9),
        new TaskEvent.TaskSuspended(TEXT, TIME),
        new TaskEvent.TaskResumed(List.of(REMIND)),
        new TaskEvent.TaskHeld(TIME),
        new TaskEvent.TaskUnheld(List.of(OVERDUE)),
        new TaskEvent.TaskVoted("user:ana", "approved", ANSWER, TEXT),
        new TaskEvent.TaskReminded(REMIND),
        new TaskEvent.TaskOverdue(OVERDUE),
        new TaskEvent.TaskEscalated(ESCALATE, Sla.Act.reassign, List.of("role:board")),
        new TaskEvent.TaskLinkIssued("l1", TIME, Payload.of(Map.of("email", "eva@example.org"))),
        new TaskEvent.TaskLinkRevoked("l1"),
        new TaskEvent.TaskCompleted("approved", ANSWER, TEXT, "user:ana"),
        new TaskEvent.TaskFailed(TEXT, "user:ana"),
        new TaskEvent.TaskSkipped(TEXT),
        new TaskEvent.TaskExpired(ESCALATE),
        new TaskEvent.TaskWithdrawn("The run was cancelled"));
  }

  private static TaskEvent.TaskCreated created() {
    return new TaskEvent.TaskCreated(
        new TaskId("01jd0000000000000000000000-2"),
        new TaskOrigin(
            new WorkflowRef(new WorkflowId("order-intake"), 1, "ab12"), "approve", "order-7"),
        new TaskSpec(
            TaskKind.DECISION,
            Payload.of(Map.of("title", "Pay order 7?", "description", "It is a large one")),
            Payload.of(Map.of("fields", List.of())),
            List.of(new TaskOption("pay", "Pay it"), new TaskOption("refuse", "Refuse it")),
            List.of("role:finance", "user:ana"),
            List.of("user:bia"),
            Payload.of(Map.of("emails", List.of("eva@example.org"))),
            7,
            new Quorum(2, 3, true),
            sla(),
            Payload.of(Map.of("supplier", "Acme")),
            new FileRule(List.of("image/*"), 3, 1000),
            true),
        new CalendarRef("brazil", 0),
        List.of(REMIND, OVERDUE, ESCALATE));
  }

  private static Sla sla() {
    return new Sla(
        "brazil",
        new Sla.Deadline(Span.parse("PT4H"), List.of(Span.parse("PT1H")), List.of()),
        new Sla.Deadline(
            Span.parse("P2DT1H"),
            List.of(),
            List.of(
                new Sla.Escalation(Span.ZERO, Sla.Act.notify, List.of()),
                new Sla.Escalation(Span.parse("P1D"), Sla.Act.reassign, List.of("role:board")))));
  }
}
