package io.fluxo.command.workflow;

import io.fluxo.messages.rejection.Rejection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mistakes found in a definition, up to a bound. */
final class Problems {

  static final int MOST = 50;

  /** People read from the top. */
  private static final Comparator<Rejection.Problem> ORDER =
      Comparator.comparingInt(Rejection.Problem::line).thenComparingInt(Rejection.Problem::column);

  private final Spot root;
  private final List<Rejection.Problem> found = new ArrayList<>();

  Problems(Spot root) {
    this.root = root;
  }

  /** Tells of a wrong value. */
  void add(String pointer, String message, @Nullable String expected) {
    Spot spot = root.nearest(pointer);
    add(pointer, spot.line(), spot.column(), message, expected);
  }

  /** Tells of a wrong key. */
  void addKey(String pointer, String message, @Nullable String expected) {
    Spot spot = root.nearest(pointer);
    add(pointer, spot.keyLine(), spot.keyColumn(), message, expected);
  }

  private void add(
      String pointer, int line, int column, String message, @Nullable String expected) {
    if (found.size() < MOST) {
      found.add(new Rejection.Problem(pointer, line, column, message, expected));
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Refuses the definition when there is a mistake. */
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new Rejection(
          Rejection.Code.INVALID_INPUT,
          found.size() == 1
              ? "The definition has a mistake"
              : "The definition has " + found.size() + " mistakes",
          found.stream().sorted(ORDER).toList());
    }
  }
}
