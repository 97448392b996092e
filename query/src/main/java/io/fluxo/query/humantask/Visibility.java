package io.fluxo.query.humantask;

import io.fluxo.messages.humantask.Acting;
import org.jspecify.annotations.Nullable;

/** Whether a task is there at all for somebody. */
final class Visibility {

  private Visibility() {}

  /**
   * Whether somebody has anything to do with a task.
   *
   * @param who null for whoever holds a link to it
   */
  static boolean sees(@Nullable Acting who, TaskFold task) {
    if (who == null || who.manages()) {
      return true;
    }
    String owner = task.owner;
    return who.person().equals(task.answeredBy)
        || task.voted.contains(who.person())
        || (owner != null && (who.person().equals(owner) || who.standsIn().contains(owner)))
        || task.candidates.stream().anyMatch(candidate -> asked(who, candidate, task));
  }

  private static boolean asked(Acting who, String candidate, TaskFold task) {
    return who.principals().contains(candidate)
        || (who.standsIn().contains(candidate) && !task.excluded.contains(candidate));
  }
}
