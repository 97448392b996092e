package io.fluxo.command.humantask;

import io.fluxo.messages.humantask.TaskSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has a task, who is asked, and how urgent it is.
 *
 * @param owner who has it, null for nobody
 * @param started whether the owner began with it
 * @param candidates the principals who are asked
 */
record Handling(@Nullable String owner, boolean started, List<String> candidates, int priority) {

  private static final int HIGHEST = 9;

  /** Before the first event. */
  static final Handling NONE = new Handling(null, false, List.of(), TaskSpec.DEFAULT_PRIORITY);

  static Handling of(TaskSpec spec) {
    return new Handling(null, false, spec.candidates(), spec.priority());
  }

  /** Somebody has it, or nobody any more. */
  Handling ownedBy(@Nullable String person) {
    return new Handling(person, false, candidates, priority);
  }

  Handling startedBy(String person) {
    return new Handling(person, true, candidates, priority);
  }

  /** Others are asked, and nobody has it. */
  Handling asking(List<String> others) {
    return new Handling(null, false, others, priority);
  }

  Handling prioritized(int now) {
    return new Handling(owner, started, candidates, now);
  }

  Handling raised() {
    return prioritized(Math.min(HIGHEST, priority + 1));
  }
}
