package io.fluxo.messages.humantask;

import io.fluxo.messages.RoutedCommand;
import io.fluxo.messages.value.Payload;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * What one can ask of a human task. Repeating what is done already changes nothing; what the state
 * of the task or the rights of the person do not allow is refused.
 */
public sealed interface TaskCommand extends RoutedCommand {

  TaskId taskId();

  @Override
  default String routingKey() {
    return taskId().routingKey();
  }

  /**
   * Asks people for something outside of any run.
   *
   * @param wanted the same as the configuration of a {@code human_task} node
   */
  record CreateTask(@TargetAggregateIdentifier TaskId taskId, Payload wanted)
      implements TaskCommand {}

  /** Takes it. */
  record ClaimTask(@TargetAggregateIdentifier TaskId taskId, Acting who) implements TaskCommand {}

  /** Gives it back to all who are asked. */
  record ReleaseTask(@TargetAggregateIdentifier TaskId taskId, Acting who) implements TaskCommand {}

  /** Begins with it. */
  record StartTask(@TargetAggregateIdentifier TaskId taskId, Acting who) implements TaskCommand {}

  /**
   * Gives it to somebody.
   *
   * @param to the id or e-mail address of an account
   */
  record DelegateTask(@TargetAggregateIdentifier TaskId taskId, String to, Acting who)
      implements TaskCommand {}

  /**
   * Asks others in place of those who were asked.
   *
   * @param users ids or e-mail addresses of accounts
   * @param roles names of roles
   */
  record ForwardTask(
      @TargetAggregateIdentifier TaskId taskId, List<String> users, List<String> roles, Acting who)
      implements TaskCommand {}

  /** Says something about it. */
  record CommentTask(@TargetAggregateIdentifier TaskId taskId, Payload text, Acting who)
      implements TaskCommand {}

  /** Attaches a file whose bytes are kept already. */
  record AttachFile(@TargetAggregateIdentifier TaskId taskId, TaskFile file, Acting who)
      implements TaskCommand {}

  /** Makes it more or less urgent. */
  record PrioritizeTask(@TargetAggregateIdentifier TaskId taskId, int priority, Acting who)
      implements TaskCommand {}

  /** Lets it rest; its clocks stand still. */
  record SuspendTask(@TargetAggregateIdentifier TaskId taskId, Payload reason, Acting who)
      implements TaskCommand {}

  /** Ends its rest. */
  record ResumeTask(@TargetAggregateIdentifier TaskId taskId, Acting who) implements TaskCommand {}

  /**
   * Answers it.
   *
   * @param outcome null for the only one there is
   * @param answer the answer to its form
   * @param comment {@link Payload#NULL} for none
   */
  record CompleteTask(
      @TargetAggregateIdentifier TaskId taskId,
      @Nullable String outcome,
      Payload answer,
      Payload comment,
      Acting who)
      implements TaskCommand {}

  /** Says that it cannot be done. */
  record FailTask(@TargetAggregateIdentifier TaskId taskId, Payload reason, Acting who)
      implements TaskCommand {}

  /** Passes over it, where it may be passed over. */
  record SkipTask(@TargetAggregateIdentifier TaskId taskId, Payload reason, Acting who)
      implements TaskCommand {}

  /** Takes a task back that no run asked for. */
  record WithdrawTask(@TargetAggregateIdentifier TaskId taskId, String reason, Acting who)
      implements TaskCommand {}

  /**
   * Has somebody without an account answer it once by a link. Asking again for the same link
   * changes nothing.
   *
   * @param link the id of the link
   * @param recipient {@code email}, or {@link Payload#NULL}
   * @param who null where the task itself asks for it
   */
  record IssueLink(
      @TargetAggregateIdentifier TaskId taskId,
      String link,
      Instant expiresAt,
      Payload recipient,
      @Nullable Acting who)
      implements TaskCommand {}

  /** Makes a link good for nothing. */
  record RevokeLink(@TargetAggregateIdentifier TaskId taskId, String link, Acting who)
      implements TaskCommand {}

  /** Answers it by a link. */
  record AnswerByLink(
      @TargetAggregateIdentifier TaskId taskId,
      String link,
      @Nullable String outcome,
      Payload answer,
      Payload comment)
      implements TaskCommand {}

  /** Tells it that something may be due. Late and repeated calls change nothing. */
  record WakeTask(@TargetAggregateIdentifier TaskId taskId) implements TaskCommand {}
}
