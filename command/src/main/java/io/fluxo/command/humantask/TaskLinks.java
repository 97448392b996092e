package io.fluxo.command.humantask;

import io.fluxo.messages.humantask.Acting;
import io.fluxo.messages.humantask.TaskCommand.IssueLink;
import io.fluxo.messages.humantask.TaskCommand.RevokeLink;
import io.fluxo.messages.humantask.TaskCommand.WithdrawTask;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.rejection.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Links by which people without an account answer once, and taking a task back, as pure functions.
 */
final class TaskLinks {

  private static final Duration LONGEST = Duration.ofDays(90);
  private static final int MOST = 50;

  private TaskLinks() {}

  static List<TaskEvent> issue(IssueLink command, TaskFacts facts, Instant now) {
    Acting who = command.who();
    if (who != null) {
      TaskRights.requireSeen(facts, who);
    }
    TaskDecisions.requireOpen("issue a link to", command.taskId(), facts);
    if (facts.links().containsKey(command.link())) {
      return List.of(); // also one that was used: a letter that is written again revives nothing
    }
    if (who != null) {
      TaskRights.requireOwnerOrManager("issue a link", facts, who);
    }
    if (!command.expiresAt().isAfter(now) || command.expiresAt().isAfter(now.plus(LONGEST))) {
      throw new Rejection(
          Rejection.Code.INVALID_INPUT,
          "Expected a link to end within %d days".formatted(LONGEST.toDays()));
    }
    if (facts.links().size() >= MOST) {
      throw new Rejection(
          Rejection.Code.TOO_LARGE, "Expected at most %d links to a task".formatted(MOST));
    }
    return List.of(
        new TaskEvent.TaskLinkIssued(command.link(), command.expiresAt(), command.recipient()));
  }

  static List<TaskEvent> revoke(RevokeLink command, TaskFacts facts) {
    TaskRights.requireSeen(facts, command.who());
    Instant until = facts.links().get(command.link());
    if (until == null || until.equals(Instant.EPOCH)) {
      return List.of();
    }
    TaskRights.requireOwnerOrManager("take back a link", facts, command.who());
    return List.of(new TaskEvent.TaskLinkRevoked(command.link()));
  }

  static List<TaskEvent> withdraw(WithdrawTask command, TaskFacts facts) {
    TaskRights.requireSeen(facts, command.who());
    if (facts.end() instanceof TaskEvent.TaskWithdrawn) {
      return List.of();
    }
    TaskDecisions.requireOpen("withdraw", command.taskId(), facts);
    TaskRights.requireManager("withdraw the task", command.who());
    if (command.taskId().step() != null) {
      throw Rejection.invalidState(
          "withdraw", "task " + command.taskId(), "a run's: skip it there, or cancel the run");
    }
    return List.of(new TaskEvent.TaskWithdrawn(command.reason()));
  }
}
