package io.fluxo.command.lane;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Lets a few lanes at a time work for tenants that have much waiting, so that those with little
 * find a lane and a processor free. Who was refused is next in line, and told when there is a
 * place.
 */
final class Floodgate {

  private final Queue<Pass> line = new ArrayDeque<>();
  private int free;

  /**
   * An open gate.
   *
   * @param places how many lanes may pass at a time
   */
  Floodgate(int places) {
    if (places < 1) {
      throw new IllegalArgumentException("Expected at least one place, got " + places);
    }
    this.free = places;
  }

  /**
   * What one lane passes with.
   *
   * @param wake called, on any thread, when it is worth asking again
   */
  Pass pass(Runnable wake) {
    return new Pass(wake);
  }

  /** One lane at the gate; its methods are called by that lane only. */
  final class Pass {

    private final Runnable wake;
    private boolean held;
    private boolean inLine;

    private Pass(Runnable wake) {
      this.wake = wake;
    }

    /** Whether the lane may pass; if not, it stands in line. */
    boolean ask() {
      synchronized (line) {
        if (held) {
          return true;
        }
        boolean first = line.isEmpty() || line.peek() == this;
        if (free > 0 && first) {
          leaveLine();
          free--;
          held = true;
        } else if (!inLine) {
          inLine = true;
          line.add(this);
        }
        return held;
      }
    }

    /** The lane has done what it passed for; its place in line, if it has one, stays. */
    void end() {
      Pass next;
      synchronized (line) {
        if (!held) {
          return;
        }
        held = false;
        free++;
        next = line.peek();
      }
      wake(next);
    }

    /** The lane has no need to pass any more. */
    void withdraw() {
      Pass next;
      synchronized (line) {
        if (!inLine) {
          return;
        }
        leaveLine();
        next = free > 0 ? line.peek() : null;
      }
      wake(next);
    }

    private static void wake(@Nullable Pass next) {
      if (next != null) {
        next.wake.run(); // without the lock, for it takes that of its lane
      }
    }

    private void leaveLine() {
      if (inLine) {
        inLine = false;
        line.remove(this);
      }
    }
  }
}
