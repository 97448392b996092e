package io.fluxo.command.humantask;

import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the end of a task is to the run that asked for it. */
public final class TaskOutcomes {

  private TaskOutcomes() {}

  /**
   * What the node of the task gives: {@code outcome}, {@code by}, {@code answer}, {@code comment},
   * and the branch of the outcome.
   *
   * @param facts the task before its last event
   * @return null where the run knows already
   */
  static @Nullable StepOutcome of(TaskEvent end, TaskFacts facts) {
    return switch (end) {
      case TaskEvent.TaskCompleted e -> {
        Map<String, Object> output = new TreeMap<>();
        output.put("outcome", e.outcome());
        output.put("by", e.person());
        output.put("answer", e.answer().object());
        if (e.comment().json() != null) {
          output.put("comment", e.comment().json());
        }
        if (!facts.votes().isEmpty()) {
          output.put("votes", new TreeMap<>(facts.votes()));
        }
        yield new StepOutcome.Succeeded(Payload.of(output), e.outcome());
      }
      case TaskEvent.TaskSkipped e -> ended("skipped");
      case TaskEvent.TaskExpired e -> ended("expired");
      case TaskEvent.TaskFailed e ->
          new StepOutcome.Failed(
              Failure.permanent("task_failed", "Whoever worked on the task could not do it"), null);
      default -> null;
    };
  }

  private static StepOutcome ended(String how) {
    return new StepOutcome.Succeeded(Payload.of(Map.of("outcome", how)), how);
  }

  /** Whether a run must not pass over an outcome as if all were well. */
  public static boolean isRefusal(String outcome) {
    return outcome.equals("rejected") || outcome.equals("invalid") || outcome.equals("expired");
  }

  /** Why a run cannot go on behind an outcome that its definition has no branch for. */
  public static Failure refused(String outcome) {
    return Failure.permanent(
        outcome.equals("expired") ? "task_expired" : "task_" + outcome,
        "The task was answered with '%s', and the node has no such branch".formatted(outcome));
  }
}
