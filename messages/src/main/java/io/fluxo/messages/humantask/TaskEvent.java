package io.fluxo.messages.humantask;

import io.fluxo.messages.calendar.CalendarRef;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.value.Personal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a human task, in the order of its life. Who did it and when stands in the
 * metadata and time of the event message.
 */
public sealed interface TaskEvent {

  /** Whether nothing happens to the task after it. */
  default boolean ends() {
    return false;
  }

  /**
   * Somebody is asked for something.
   *
   * @param origin the run that asked, null for a task of its own
   * @param calendar the version of the calendar that its times are counted by, null for always
   * @param timers what is due when, the earliest first
   */
  record TaskCreated(
      TaskId taskId,
      @Nullable TaskOrigin origin,
      TaskSpec spec,
      @Nullable CalendarRef calendar,
      List<Timer> timers)
      implements TaskEvent {}

  /**
   * Somebody took it.
   *
   * @param insteadOf who was asked and is away, null where the person was asked
   */
  record TaskClaimed(String person, @Nullable String insteadOf) implements TaskEvent {}

  /** Whoever had it gave it back to all who are asked. */
  record TaskReleased(String person) implements TaskEvent {}

  /** Whoever has it began with it. */
  record TaskStarted(String person) implements TaskEvent {}

  /**
   * Somebody was given it.
   *
   * @param from who had it, null where nobody had
   * @param insteadOf who was meant and is away, null where the person was meant
   */
  record TaskDelegated(@Nullable String from, String to, @Nullable String insteadOf)
      implements TaskEvent {}

  /** Others are asked. */
  record TaskForwarded(List<String> from, List<String> to) implements TaskEvent {}

  /** Somebody said something about it. */
  record TaskCommented(Payload text) implements TaskEvent {}

  /** Somebody attached a file. */
  record TaskFileAttached(TaskFile file) implements TaskEvent {}

  /** It is more or less urgent than before. */
  record TaskPrioritized(int before, int after) implements TaskEvent {}

  /** Somebody let it rest; its clocks stand still since then. */
  record TaskSuspended(Payload reason, Instant since) implements TaskEvent {}

  /**
   * It rests no longer.
   *
   * @param timers what is due when now
   */
  record TaskResumed(List<Timer> timers) implements TaskEvent {}

  /** Its run is paused; its clocks stand still since then. */
  record TaskHeld(Instant since) implements TaskEvent {}

  /**
   * Its run goes on.
   *
   * @param timers what is due when now
   */
  record TaskUnheld(List<Timer> timers) implements TaskEvent {}

  /** One of several people who have to agree said something. */
  record TaskVoted(String person, String outcome, Payload answer, Payload comment)
      implements TaskEvent {}

  /** A deadline comes near. */
  record TaskReminded(Timer timer) implements TaskEvent {}

  /** A deadline has passed. */
  record TaskOverdue(Timer timer) implements TaskEvent {}

  /**
   * Something was done about a task that is late.
   *
   * @param to the principals it is about
   */
  record TaskEscalated(Timer timer, Sla.Act act, List<String> to) implements TaskEvent {}

  /**
   * Somebody without an account may answer once by a link.
   *
   * @param recipient {@code email}, or {@link Payload#NULL} where it is handed over otherwise
   */
  record TaskLinkIssued(String link, Instant expiresAt, Payload recipient) implements TaskEvent {}

  /** A link is good for nothing any more. */
  record TaskLinkRevoked(String link) implements TaskEvent {}

  /**
   * It was answered.
   *
   * @param outcome one of the outcomes of its kind, or one of its options
   * @param comment {@link Payload#NULL} for none
   */
  record TaskCompleted(String outcome, Payload answer, Payload comment, String person)
      implements TaskEvent {
    @Override
    public boolean ends() {
      return true;
    }
  }

  /** Whoever worked on it could not do it. */
  record TaskFailed(Payload reason, String person) implements TaskEvent {
    @Override
    public boolean ends() {
      return true;
    }
  }

  /** It was passed over. */
  record TaskSkipped(Payload reason) implements TaskEvent {
    @Override
    public boolean ends() {
      return true;
    }
  }

  /** Nobody answered in time. */
  record TaskExpired(Timer timer) implements TaskEvent {
    @Override
    public boolean ends() {
      return true;
    }
  }

  /** It is not wanted any more. */
  record TaskWithdrawn(@Personal String reason) implements TaskEvent {
    @Override
    public boolean ends() {
      return true;
    }
  }
}
