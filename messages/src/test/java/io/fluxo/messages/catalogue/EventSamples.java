package io.fluxo.messages.catalogue;

import io.fluxo.messages.audit.AuditEvent;
import io.fluxo.messages.calendar.BusinessCalendar;
import io.fluxo.messages.calendar.CalendarEvent;
import io.fluxo.messages.calendar.CalendarKey;
import io.fluxo.messages.calendar.Holiday;
import io.fluxo.messages.calendar.HolidaySet;
import io.fluxo.messages.calendar.Hours;
import io.fluxo.messages.calendar.Week;
import io.fluxo.messages.calendar.WorkingDay;
import io.fluxo.messages.evidence.EvidenceEvent;
import io.fluxo.messages.evidence.LogEvent;
import io.fluxo.messages.privacy.LegalHold;
import io.fluxo.messages.privacy.PrivacyEvent;
import io.fluxo.messages.run.EndCause;
import io.fluxo.messages.run.Intervention;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.run.Undo;
import io.fluxo.messages.run.WorkflowRef;
import io.fluxo.messages.secret.SecretPlace;
import io.fluxo.messages.secret.SecretUse;
import io.fluxo.messages.security.SecurityEvent;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.step.StepPolicy;
import io.fluxo.messages.trigger.TriggerBinding;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.WorkflowEvent;
import io.fluxo.messages.workflow.WorkflowId;
import io.fluxo.messages.workflow.WorkflowKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One sample of every event, with every field set. */
final class EventSamples {

  private static final LegalHold HOLD =
      new LegalHold("h1", LegalHold.Scope.WORKFLOW, "order-intake", "lawsuit 7");
  private static final RunId RUN = new RunId("01jd0000000000000000000000");
  private static final StepId STEP = StepId.of(RUN, 2);
  private static final WorkflowKey KEY =
      WorkflowKey.of("default", "main", new WorkflowId("order-intake"));
  private static final Instant TIME = Instant.parse("2026-01-31T12:00:00.123456Z");
  private static final Payload DATA = Payload.of(Map.of("total", 12.5));
  private static final Failure FAILURE = Failure.passing(Failure.TIMEOUT, "It took too long");

  private static final Undo UNDO =
      new Undo(
          1,
          "pay",
          "refund",
          DATA,
          List.of(new SecretPlace("/headers/Authorization", 7, "token")),
          FAILURE);

  private EventSamples() {}

  static List<Object> all() {
    return Stream.of(rest(), calendars(), control(), interventions(), TaskSamples.all(), evidence())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Object> calendars() {
    CalendarKey key = CalendarKey.of("default", "main", "office");
    Hours early = Hours.of("09:00-12:00");
    return List.of(
        new CalendarEvent.CalendarDefined(
            key,
            1,
            new BusinessCalendar(
                "America/Sao_Paulo",
                Week.workdays(early, Hours.of("13:00-18:00")),
                List.of(HolidaySet.BR, HolidaySet.BR_OPTIONAL),
                List.of(new Holiday(LocalDate.of(2026, 1, 25), "Aniversário de São Paulo")),
                List.of(
                    new WorkingDay(LocalDate.of(2026, 2, 16), List.of()),
                    new WorkingDay(LocalDate.of(2026, 12, 19), List.of(early))))),
        new CalendarEvent.CalendarRetired(key));
  }

  /** Recovery and people at the wheel. */
  private static List<Object> control() {
    EndCause cause = EndCause.failed("pay", FAILURE);
    return List.of(
        new RunEvent.RunEscalated(2, "pay", 0, FAILURE),
        new RunEvent.RunEnding(cause),
        new RunEvent.RunCompensating(cause, List.of(UNDO)),
        new RunEvent.RunUndone(1, "called the bank"),
        new RunEvent.RunUndoFailed(1, 4, "refund", FAILURE),
        new RunEvent.RunCompensated(EndCause.cancelled("not needed")),
        new StepEvent.StepRetried(
            4,
            "failed",
            STEP + "~4",
            DATA,
            new SecretUse("order-intake", List.of(new SecretPlace("/url", 7, "token")))),
        new StepEvent.StepHeld(),
        new StepEvent.StepReleased());
  }

  private static List<Object> interventions() {
    Map<String, Payload> values = Map.of("n", Payload.of(1));
    return Stream.of(
            new Intervention.Paused(TIME),
            new Intervention.Continued(),
            new Intervention.Retried(2, "pay", 0),
            new Intervention.Skipped(2, "pay", 0, DATA, "paid"),
            new Intervention.Forced(2, "end", 0),
            new Intervention.Rewound(2, "pay", 0, values, values, DATA, DATA),
            new Intervention.Edited(values, values),
            new Intervention.Discarded())
        .map(
            what ->
                (Object)
                    new RunEvent.RunIntervened(
                        what, "the bank called", "failed", "running", List.of(2, 3), TIME))
        .toList();
  }

  private static List<Object> rest() {
    return List.of(
        new WorkflowEvent.WorkflowDrafted(KEY, "Order intake", "id: order-intake"),
        new WorkflowEvent.WorkflowPublished(
            KEY,
            1,
            "Order intake",
            "id: order-intake",
            Payload.of(Map.of("id", "order-intake")),
            "ab12",
            List.of(
                new TriggerBinding(
                    TriggerKind.WEBHOOK,
                    "hook",
                    "orders",
                    Payload.of(Map.of("endpoint", "orders"))))),
        new WorkflowEvent.WorkflowArchived(KEY, "replaced"),
        new RunEvent.RunStarted(
            RUN,
            new WorkflowRef(new WorkflowId("order-intake"), 1, "ab12"),
            TriggerKind.WEBHOOK,
            "hook",
            DATA,
            "order-7",
            STEP,
            1,
            TIME,
            "user:ana",
            null),
        new RunEvent.RunAdvanced(moves()),
        new RunEvent.RunCompleted(DATA),
        new RunEvent.RunFailed("pay", FAILURE),
        new RunEvent.RunCancelled("not needed"),
        new RunEvent.RunTimedOut(FAILURE),
        new StepEvent.StepScheduled(
            STEP,
            "pay",
            "http_request",
            Effect.ONCE,
            DATA,
            StepPolicy.DEFAULT,
            new SecretUse(
                "order-intake", List.of(new SecretPlace("/headers/Authorization", 7, "token"))),
            7),
        new StepEvent.StepStarted(1, "worker"),
        new StepEvent.StepAwaiting(1),
        new StepEvent.StepSucceeded(1, DATA, "paid", new StepEvent.Attempted("worker", 7)),
        new StepEvent.StepFailed(1, FAILURE, TIME, new StepEvent.Attempted("worker", 7)),
        new StepEvent.StepOutcomeUnknown(1, FAILURE),
        new StepEvent.StepResolved("seen at the provider"),
        new StepEvent.StepCancelled(),
        new SecurityEvent.TenantAdded("acme"),
        new SecurityEvent.TenantChanged("acme", "suspended"),
        new SecurityEvent.WorkspaceAdded("sales"),
        new SecurityEvent.MemberAdded("a1", List.of("agent")),
        new SecurityEvent.MemberChanged("a1", List.of("manager"), List.of("sales"), "active"),
        new SecurityEvent.MemberRemoved("a1"),
        new SecurityEvent.AbsenceSet(
            "a1", List.of(new SecurityEvent.Absence(TIME, TIME.plusSeconds(86_400), "a2"))),
        new PrivacyEvent.DataErased(
            "e1", "c3ViamVjdC1vZi1vbmU", "request", List.of(RUN.value()), 2, "ticket 7"),
        new PrivacyEvent.AccessReported("c3ViamVjdC1vZi1vbmU", 1, "json"),
        new PrivacyEvent.HoldSet(HOLD),
        new PrivacyEvent.HoldReleased(HOLD),
        new PrivacyEvent.RetentionSet(null, 365),
        new SecurityEvent.LoggedIn("a1", "s1", "password"),
        new SecurityEvent.LoginRefused("a1", "password"),
        new SecurityEvent.LoggedOut("a1", "s1"),
        new SecurityEvent.RefreshReused("a1", "s1"),
        new SecurityEvent.PasswordSet("a1", "changed"),
        new SecurityEvent.SecondFactorSet("a1", true),
        new SecurityEvent.KeyCreated("k1", List.of("runs:start"), "sales", TIME),
        new SecurityEvent.KeyRevoked("k1"),
        new SecurityEvent.SecretSet("token", "workspace", 2),
        new SecurityEvent.SecretRemoved("token", "node charge/call"),
        new SecurityEvent.SealRotated(7, 0),
        new SecurityEvent.DependencyReset(
            "http_request", "https://api.example.org", "They say that it works again"),
        new LogEvent.LogKeyRotated(2, "fluxo/acme", "MCowBQYDK2VwAyEA", "c2lnbmF0dXJl"),
        new LogEvent.LogChecked("01jd0000000000000000000000", "demand", 1234, 0),
        new SecurityEvent.CertificateSet("ab".repeat(32), true),
        new AuditEvent.DataRead(
            "run:01hx5m0c6v0000000000000001",
            "/api/v1/runs/01hx5m0c6v0000000000000001",
            List.of(new AuditEvent.Field("/input/cpf", 1)),
            1),
        new SecurityEvent.ReplayAsked("views", "01hx5m0c6v0000000000000009"));
  }

  private static List<Object> evidence() {
    return List.of(
        new EvidenceEvent.EvidencePackaged(
            "01hx5m0c6v0000000000000001", 4711, "ab".repeat(32), 91_234, 815));
  }

  static List<Move> moves() {
    return List.of(
        new Move.Evaluated("check", 0, DATA, "true", Map.of("total", Payload.of(12.5))),
        new Move.Scheduled(1, "pay", 0),
        new Move.Parked(2, "wait", 0, TIME, "payment.received", "order-7"),
        new Move.Asked(5, "approve", 0),
        new Move.Resumed(2, DATA, "received"),
        new Move.Failed(1, "pay", 0, FAILURE, "handler"),
        new Move.Opened(3, "each", 0, Payload.of(List.of(1, 2))),
        new Move.Entered(1, 3, "0"),
        new Move.Left(1, DATA),
        new Move.Closed(3),
        new Move.Abandoned(1),
        new Move.Logged("log", "info", "Hello", DATA),
        new Move.Held("pay", 0),
        new Move.FellBack(1, "pay", 0, FAILURE, DATA, "other"),
        new Move.Compensable(UNDO),
        new Move.Undoing(4, "refund", 1),
        new Move.Spent(2),
        new Move.Queued(),
        new Move.Admitted());
  }
}
