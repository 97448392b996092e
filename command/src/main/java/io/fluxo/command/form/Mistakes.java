package io.fluxo.command.form;

import io.fluxo.messages.rejection.Rejection.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a form or an answer, up to a bound. */
final class Mistakes {

  static final int MOST = 50;

  private final List<Problem> found = new ArrayList<>();

  void add(String pointer, String message, @Nullable String expected) {
    add(new Problem(pointer, 0, 0, message, expected));
  }

  void add(Problem problem) {
    if (found.size() < MOST && !found.contains(problem)) {
      found.add(problem);
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<Problem> list() {
    return List.copyOf(found);
  }
}
