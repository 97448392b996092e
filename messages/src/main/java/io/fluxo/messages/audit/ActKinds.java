package io.fluxo.messages.audit;

import java.util.List;
import java.util.Set;

/**
 * Which events tell what somebody did, and which what the engine did by itself. Whoever starts a
 * run is named by all events of that moment, so the actor alone does not tell.
 */
public final class ActKinds {

  /** Events that the engine alone records. */
  public static final Set<String> OF_ENGINE =
      Set.of(
          "flx.run.advanced",
          "flx.run.succeeded",
          "flx.run.failed",
          "flx.run.timed_out",
          "flx.run.escalated",
          "flx.run.undo_failed",
          "flx.run.compensated",
          "flx.step.scheduled",
          "flx.step.started",
          "flx.step.awaiting",
          "flx.step.succeeded",
          "flx.step.failed",
          "flx.step.outcome_unknown",
          "flx.step.cancelled",
          "flx.step.retried",
          "flx.step.held",
          "flx.step.released",
          "flx.human_task.held",
          "flx.human_task.unheld",
          "flx.human_task.reminded",
          "flx.human_task.overdue",
          "flx.human_task.escalated",
          "flx.human_task.expired");

  /** Who acts for himself: a person, a key, whoever holds a link, and who is on the way in. */
  public static final List<String> PEOPLE =
      List.of("user:", "key:", "link:", "oidc", "registration", "anonymous");

  private static final int RUN_ID_LENGTH = 26;
  private static final String TASK_CREATED = "flx.human_task.created";

  private ActKinds() {}

  /**
   * Whether an event can be what somebody did.
   *
   * @param name its stable name
   * @param subject its stream: a task that a run asked for is nobody's own act
   */
  public static boolean isAct(String name, String subject) {
    return !OF_ENGINE.contains(name)
        && !(name.equals(TASK_CREATED) && subject.length() > RUN_ID_LENGTH);
  }
}
