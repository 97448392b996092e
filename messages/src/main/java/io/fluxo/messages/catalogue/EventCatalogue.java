package io.fluxo.messages.catalogue;

import io.fluxo.messages.audit.AuditEvent;
import io.fluxo.messages.calendar.CalendarEvent;
import io.fluxo.messages.evidence.EvidenceEvent;
import io.fluxo.messages.evidence.LogEvent;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.privacy.PrivacyEvent;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.security.SecurityEvent;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.workflow.WorkflowEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The stable name and revision of every event. They are what the event store holds and what leaves
 * the system; Java class names are neither.
 */
public final class EventCatalogue {

  /** One kind of event. */
  public record Entry(String name, int revision, Class<?> type, String summary) {

    /** Whether what is stored under this revision is of this version or of one before. */
    public boolean reads(@Nullable String stored) {
      try {
        return stored == null || Integer.parseInt(stored) <= revision;
      } catch (NumberFormatException e) {
        return false;
      }
    }
  }

  private static final List<Entry> ENTRIES =
      List.of(
          entry("flx.workflow.drafted", WorkflowEvent.WorkflowDrafted.class, "A draft was kept"),
          entry(
              "flx.workflow.published",
              WorkflowEvent.WorkflowPublished.class,
              "A version came into force"),
          entry(
              "flx.workflow.archived",
              WorkflowEvent.WorkflowArchived.class,
              "A workflow was taken out of service"),
          entry(
              "flx.calendar.defined",
              CalendarEvent.CalendarDefined.class,
              "A version of a calendar came into force"),
          entry(
              "flx.calendar.retired",
              CalendarEvent.CalendarRetired.class,
              "A calendar was taken out of use"),
          entry("flx.run.started", RunEvent.RunStarted.class, "A run began"),
          entry("flx.run.advanced", RunEvent.RunAdvanced.class, "A run moved"),
          entry("flx.run.succeeded", RunEvent.RunCompleted.class, "A run reached its end"),
          entry("flx.run.failed", RunEvent.RunFailed.class, "A run could not go on"),
          entry("flx.run.cancelled", RunEvent.RunCancelled.class, "Somebody ended a run"),
          entry("flx.run.timed_out", RunEvent.RunTimedOut.class, "A run took too long"),
          entry("flx.run.intervened", RunEvent.RunIntervened.class, "Somebody took the wheel"),
          entry("flx.run.escalated", RunEvent.RunEscalated.class, "A failure asks for a person"),
          entry("flx.run.ending", RunEvent.RunEnding.class, "A run is going to end"),
          entry(
              "flx.run.compensating",
              RunEvent.RunCompensating.class,
              "What a run did is being undone"),
          entry("flx.run.undone", RunEvent.RunUndone.class, "An effect was undone"),
          entry(
              "flx.run.undo_failed", RunEvent.RunUndoFailed.class, "An effect could not be undone"),
          entry("flx.run.compensated", RunEvent.RunCompensated.class, "A run ended, and is undone"),
          entry("flx.step.scheduled", StepEvent.StepScheduled.class, "An effect was asked for"),
          entry("flx.step.started", StepEvent.StepStarted.class, "An attempt began"),
          entry("flx.step.awaiting", StepEvent.StepAwaiting.class, "An effect awaits its end"),
          entry("flx.step.succeeded", StepEvent.StepSucceeded.class, "An effect happened"),
          entry("flx.step.failed", StepEvent.StepFailed.class, "An attempt failed"),
          entry(
              "flx.step.outcome_unknown",
              StepEvent.StepOutcomeUnknown.class,
              "Whether an effect happened cannot be told"),
          entry(
              "flx.step.resolved", StepEvent.StepResolved.class, "An unknown outcome was settled"),
          entry("flx.step.cancelled", StepEvent.StepCancelled.class, "An effect is not wanted"),
          entry("flx.step.retried", StepEvent.StepRetried.class, "A step got another chance"),
          entry("flx.step.held", StepEvent.StepHeld.class, "A paused run holds a step"),
          entry("flx.step.released", StepEvent.StepReleased.class, "A held step goes on"),
          entry(
              "flx.human_task.created",
              TaskEvent.TaskCreated.class,
              "People are asked for something"),
          entry("flx.human_task.claimed", TaskEvent.TaskClaimed.class, "Somebody took a task"),
          entry("flx.human_task.released", TaskEvent.TaskReleased.class, "A task was given back"),
          entry(
              "flx.human_task.started", TaskEvent.TaskStarted.class, "Somebody began with a task"),
          entry(
              "flx.human_task.delegated",
              TaskEvent.TaskDelegated.class,
              "A task was given to somebody"),
          entry("flx.human_task.forwarded", TaskEvent.TaskForwarded.class, "Others are asked"),
          entry(
              "flx.human_task.commented",
              TaskEvent.TaskCommented.class,
              "Somebody said something about a task"),
          entry(
              "flx.human_task.file_attached",
              TaskEvent.TaskFileAttached.class,
              "A file was attached to a task"),
          entry(
              "flx.human_task.prioritized",
              TaskEvent.TaskPrioritized.class,
              "A task is more or less urgent"),
          entry(
              "flx.human_task.suspended",
              TaskEvent.TaskSuspended.class,
              "Somebody lets a task rest"),
          entry("flx.human_task.resumed", TaskEvent.TaskResumed.class, "A task rests no longer"),
          entry("flx.human_task.held", TaskEvent.TaskHeld.class, "A paused run holds a task"),
          entry("flx.human_task.unheld", TaskEvent.TaskUnheld.class, "A held task goes on"),
          entry(
              "flx.human_task.voted",
              TaskEvent.TaskVoted.class,
              "One of several who have to agree answered"),
          entry(
              "flx.human_task.reminded",
              TaskEvent.TaskReminded.class,
              "A deadline of a task comes near"),
          entry(
              "flx.human_task.overdue",
              TaskEvent.TaskOverdue.class,
              "A deadline of a task has passed"),
          entry(
              "flx.human_task.escalated",
              TaskEvent.TaskEscalated.class,
              "Something was done about a late task"),
          entry(
              "flx.human_task.link_issued",
              TaskEvent.TaskLinkIssued.class,
              "Somebody without an account may answer once"),
          entry(
              "flx.human_task.link_revoked",
              TaskEvent.TaskLinkRevoked.class,
              "A link to a task is good for nothing any more"),
          entry("flx.human_task.resolved", TaskEvent.TaskCompleted.class, "A task was answered"),
          entry("flx.human_task.failed", TaskEvent.TaskFailed.class, "A task could not be done"),
          entry("flx.human_task.skipped", TaskEvent.TaskSkipped.class, "A task was passed over"),
          entry(
              "flx.human_task.expired",
              TaskEvent.TaskExpired.class,
              "Nobody answered a task in time"),
          entry(
              "flx.human_task.withdrawn",
              TaskEvent.TaskWithdrawn.class,
              "A task is not wanted any more"),
          entry("flx.tenant.added", SecurityEvent.TenantAdded.class, "A tenant came to be"),
          entry(
              "flx.tenant.changed",
              SecurityEvent.TenantChanged.class,
              "A tenant was suspended or let in again"),
          entry(
              "flx.workspace.added",
              SecurityEvent.WorkspaceAdded.class,
              "A tenant got another workspace"),
          entry("flx.member.added", SecurityEvent.MemberAdded.class, "Somebody became a member"),
          entry(
              "flx.member.changed",
              SecurityEvent.MemberChanged.class,
              "What a member may do is another"),
          entry("flx.member.removed", SecurityEvent.MemberRemoved.class, "A member was removed"),
          entry(
              "flx.member.absence_set",
              SecurityEvent.AbsenceSet.class,
              "When a member is away was set"),
          entry("flx.data.erased", PrivacyEvent.DataErased.class, "Data was erased for good"),
          entry(
              "flx.data.reported",
              PrivacyEvent.AccessReported.class,
              "Somebody was given what is held of a person"),
          entry("flx.legal_hold.set", PrivacyEvent.HoldSet.class, "Erasing was forbidden"),
          entry(
              "flx.legal_hold.released",
              PrivacyEvent.HoldReleased.class,
              "What was kept may be erased again"),
          entry(
              "flx.retention.set",
              PrivacyEvent.RetentionSet.class,
              "How long data is kept was set"),
          entry("flx.login.succeeded", SecurityEvent.LoggedIn.class, "Somebody logged in"),
          entry(
              "flx.login.refused",
              SecurityEvent.LoginRefused.class,
              "Somebody named an account and did not get in"),
          entry("flx.session.ended", SecurityEvent.LoggedOut.class, "A session was ended"),
          entry(
              "flx.session.token_reused",
              SecurityEvent.RefreshReused.class,
              "A refresh token came a second time"),
          entry("flx.password.set", SecurityEvent.PasswordSet.class, "A password was set"),
          entry(
              "flx.second_factor.set",
              SecurityEvent.SecondFactorSet.class,
              "A second factor was switched on or off"),
          entry("flx.key.created", SecurityEvent.KeyCreated.class, "An API key was made"),
          entry("flx.key.revoked", SecurityEvent.KeyRevoked.class, "An API key was revoked"),
          entry("flx.secret.set", SecurityEvent.SecretSet.class, "A secret got a value"),
          entry("flx.secret.removed", SecurityEvent.SecretRemoved.class, "A secret was removed"),
          entry(
              "flx.seal.rotated",
              SecurityEvent.SealRotated.class,
              "The key under which everything is sealed was replaced"),
          entry(
              "flx.dependency.reset",
              SecurityEvent.DependencyReset.class,
              "A dependency was let in again by hand"),
          entry(
              "flx.data.read",
              AuditEvent.DataRead.class,
              "Somebody was given personal data in clear"),
          entry(
              "flx.projection.replay_asked",
              SecurityEvent.ReplayAsked.class,
              "Somebody had read models made anew"),
          entry(
              "flx.certificate.set",
              SecurityEvent.CertificateSet.class,
              "Another certificate signs evidence"),
          entry(
              "flx.evidence.packaged",
              EvidenceEvent.EvidencePackaged.class,
              "An evidence pack was made of a run"),
          entry(
              "flx.log.key_rotated",
              LogEvent.LogKeyRotated.class,
              "Checkpoints are signed with another key"),
          entry(
              "flx.log.checked", LogEvent.LogChecked.class, "Events were compared with their log"));

  private static final Map<Class<?>, Entry> BY_TYPE =
      ENTRIES.stream().collect(Collectors.toUnmodifiableMap(Entry::type, Function.identity()));
  private static final Map<String, Entry> BY_NAME =
      ENTRIES.stream().collect(Collectors.toUnmodifiableMap(Entry::name, Function.identity()));

  private EventCatalogue() {}

  private static Entry entry(String name, Class<?> type, String summary) {
    return new Entry(name, 1, type, summary);
  }

  /** All kinds of events, in the order of life. */
  public static Collection<Entry> entries() {
    return ENTRIES;
  }

  /** The entry of an event class, or null for a class that is no event. */
  public static @Nullable Entry ofType(Class<?> type) {
    return BY_TYPE.get(type);
  }

  /** The entry of a stored name, or null for an unknown one. */
  public static @Nullable Entry ofName(String name) {
    return BY_NAME.get(name);
  }
}
