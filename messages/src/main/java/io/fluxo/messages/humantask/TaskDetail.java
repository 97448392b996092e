package io.fluxo.messages.humantask;

import io.fluxo.messages.value.Payload;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A human task, whole.
 *
 * @param form the form to fill in; {@link Payload#NULL} for none
 * @param outcomes how it may be answered
 * @param options what people read of them; empty but for decisions
 * @param excluded the principals who may not answer
 * @param answer what was answered, {@link Payload#NULL} where nobody did
 * @param comments what people said about it, the oldest first
 * @param files what is attached, the oldest first
 * @param votes what those said who have to agree, the oldest first
 * @param links the links that are good, the oldest first
 * @param timers what is still due, the earliest first
 * @param history what happened, the oldest first
 */
public record TaskDetail(
    TaskView task,
    Payload form,
    List<String> outcomes,
    List<TaskOption> options,
    List<String> excluded,
    @Nullable Quorum quorum,
    @Nullable Sla sla,
    FileRule fileRule,
    boolean skippable,
    Payload answer,
    List<Comment> comments,
    List<Attached> files,
    List<Vote> votes,
    List<Link> links,
    List<Timer> timers,
    List<Act> history) {

  /** What somebody said about it. */
  public record Comment(String by, Instant at, Payload text) {}

  /** A file that somebody attached. */
  public record Attached(String by, Instant at, TaskFile file) {}

  /** What one of several said who have to agree. */
  public record Vote(String by, Instant at, String outcome, Payload comment) {}

  /** A link that is good for one answer. */
  public record Link(String id, Instant expiresAt, Payload recipient) {}

  /**
   * One thing that happened.
   *
   * @param what the name of the event, as {@code flx.human_task.claimed}
   * @param by who did it
   * @param before the state that the task was in, null for the first
   * @param after the state that it was in then
   */
  public record Act(
      String what, String by, Instant at, @Nullable TaskState before, TaskState after) {}
}
