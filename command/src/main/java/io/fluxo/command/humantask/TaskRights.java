package io.fluxo.command.humantask;

import io.fluxo.messages.humantask.Acting;
import io.fluxo.messages.rejection.Rejection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what with a task. Whoever is excluded may answer it in no way, as nobody's stand-in
 * either.
 */
final class TaskRights {

  private TaskRights() {}

  /** Whether a task is there at all for somebody. */
  static boolean sees(TaskFacts facts, Acting who) {
    return who.manages()
        || who.person().equals(facts.owner())
        || (facts.owner() != null && who.standsIn().contains(facts.owner()))
        || asked(facts, who) != null
        || facts.votes().containsKey(who.person());
  }

  /** A task is not there for whoever has nothing to do with it. */
  static void requireSeen(TaskFacts facts, Acting who) {
    if (!sees(facts, who)) {
      throw Rejection.notFound("task");
    }
  }

  /** As which of the principals who are asked somebody is asked, null where nobody asks. */
  static @Nullable String asked(TaskFacts facts, Acting who) {
    for (String candidate : facts.candidates()) {
      if (who.principals().contains(candidate)) {
        return candidate;
      }
    }
    for (String candidate : facts.candidates()) {
      if (who.standsIn().contains(candidate) && !facts.spec().excluded().contains(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  /** In whose place somebody answers who is asked only as a stand-in, null for the own. */
  static @Nullable String insteadOf(TaskFacts facts, Acting who) {
    String asked = asked(facts, who);
    return asked == null || who.principals().contains(asked) ? null : asked;
  }

  static void requireAsked(String verb, TaskFacts facts, Acting who) {
    requireNotExcluded(verb, facts, who.principals());
    if (asked(facts, who) == null) {
      throw forbidden(
          "Expected to %s as one of those who are asked, but you are not".formatted(verb));
    }
  }

  /** Four eyes: whoever did what is to be judged does not judge it. */
  static void requireNotExcluded(String verb, TaskFacts facts, Set<String> principals) {
    Set<String> excluded = new HashSet<>(facts.spec().excluded());
    excluded.retainAll(principals);
    if (!excluded.isEmpty()) {
      throw forbidden(
          "Expected to %s as somebody who is not excluded from it, but you are".formatted(verb));
    }
  }

  static void requireNotExcluded(String verb, TaskFacts facts, String principal) {
    requireNotExcluded(verb, facts, Set.copyOf(List.of(principal)));
  }

  static boolean owns(TaskFacts facts, Acting who) {
    return who.person().equals(facts.owner())
        || (facts.owner() != null && who.standsIn().contains(facts.owner()));
  }

  static void requireOwner(String verb, TaskFacts facts, Acting who) {
    if (!owns(facts, who)) {
      throw forbidden("Expected to %s as who has the task, but you do not have it".formatted(verb));
    }
    requireNotExcluded(verb, facts, who.principals());
  }

  static void requireOwnerOrManager(String verb, TaskFacts facts, Acting who) {
    if (!owns(facts, who) && !who.manages()) {
      throw forbidden(
          "Expected to %s as who has the task or a manager, but you are neither".formatted(verb));
    }
  }

  static void requireManager(String verb, Acting who) {
    if (!who.manages()) {
      throw forbidden("Expected to %s as a manager of tasks, but you are none".formatted(verb));
    }
  }

  private static Rejection forbidden(String sentence) {
    return new Rejection(Rejection.Code.FORBIDDEN, sentence);
  }
}
