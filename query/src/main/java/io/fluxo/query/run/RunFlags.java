package io.fluxo.query.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a run does not follow from what it has open, small enough to stand in its row: {@code P D
 * F3} says that it is paused, that it went on with less than its definition asks for, and that
 * activation 3 stands in for a node that failed.
 */
final class RunFlags {
  boolean queued;
  boolean paused;
  boolean degraded;
  boolean compensating;
  boolean undoFailed;
  boolean discarded;

  /** What stands in for what failed: an activation, or a node before it has one. */
  private @Nullable String standIn;

  static RunFlags parse(String text) {
    RunFlags flags = new RunFlags();
    for (String part : text.split(" ")) {
      switch (part) {
        case "" -> {}
        case "Q" -> flags.queued = true;
        case "P" -> flags.paused = true;
        case "D" -> flags.degraded = true;
        case "C" -> flags.compensating = true;
        case "U" -> flags.undoFailed = true;
        case "X" -> flags.discarded = true;
        default -> flags.standIn = part.substring(1);
      }
    }
    return flags;
  }

  boolean isStoodInFor() {
    return standIn != null;
  }

  void standsIn(String node) {
    standIn = node;
  }

  /** A node is visited: if it is the one that stands in, its activation is what counts. */
  void visits(String node, int ordinal) {
    if (node.equals(standIn)) {
      standIn = Integer.toString(ordinal);
    }
  }

  /** A pure node was evaluated, or an activation has ended. */
  void ended(String nodeOrOrdinal) {
    if (nodeOrOrdinal.equals(standIn)) {
      standIn = null;
      degraded = true;
    }
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>(2);
    add(parts, queued, "Q");
    add(parts, paused, "P");
    add(parts, degraded, "D");
    add(parts, compensating, "C");
    add(parts, undoFailed, "U");
    add(parts, discarded, "X");
    if (standIn != null) {
      parts.add("F" + standIn);
    }
    return String.join(" ", parts);
  }

  private static void add(List<String> parts, boolean is, String letter) {
    if (is) {
      parts.add(letter);
    }
  }
}
