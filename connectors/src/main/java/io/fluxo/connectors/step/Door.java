package io.fluxo.connectors.step;

import io.fluxo.connectors.dependency.Guard;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one tenant's attempts go through that talk to one dependency, and those who stand before it.
 * The door of attempts that talk to nobody has no guard.
 */
final class Door {

  /** What those who stand before it wait for. */
  enum Place {
    /** Nobody stands there. */
    IDLE,
    /** The lane: it opens as far as is known. */
    READY,
    /** Somebody who has to leave by this door. */
    FULL,
    /** Somebody of any tenant who has to leave the same dependency. */
    CROWDED,
    /** A time. */
    TIMED
  }

  private static final int MOST_WORKSPACES = 64;

  final Line line;
  final String dependency;
  final @Nullable Guard guard;
  final @Nullable Site site;
  final Waiting waiting;

  /** For an order among doors that are otherwise equal. */
  final long number;

  Place place = Place.IDLE;
  long opensAt;
  long lastUsed;
  private int active;
  private final Set<String> workspaces = new HashSet<>();

  Door(
      Line line,
      String dependency,
      @Nullable Guard guard,
      @Nullable Site site,
      long ageing,
      long number) {
    this.line = line;
    this.dependency = dependency;
    this.guard = guard;
    this.site = site;
    this.waiting = new Waiting(ageing);
    this.number = number;
  }

  /** Whether it opens now; if so, the attempt is inside. */
  Place enter(Attempt attempt, long now) {
    if (guard != null && site != null) {
      if (site.isFull()) {
        return Place.CROWDED;
      }
      switch (guard.enter(now)) {
        case FULL -> {
          return Place.FULL;
        }
        case LATER -> {
          opensAt = guard.opensAt();
          return Place.TIMED;
        }
        case ENTERED -> {
          attempt.era = guard.era();
          site.enter();
        }
      }
    }
    active++;
    return Place.READY;
  }

  void leave(Attempt attempt, long now) {
    lastUsed = now;
    active--;
    if (guard != null && site != null) {
      site.leave();
      guard.leave(attempt.era, attempt.contact(), attempt.tookNanos(), now);
    }
  }

  void usedBy(String workspace, long now) {
    lastUsed = now;
    if (workspaces.size() < MOST_WORKSPACES) {
      workspaces.add(workspace);
    }
  }

  boolean isUsedBy(String workspace) {
    return workspaces.contains(workspace);
  }

  boolean isIdle() {
    return active == 0 && waiting.isEmpty();
  }

  long rank() {
    Attempt first = waiting.first();
    return first == null ? Long.MAX_VALUE : waiting.rank(first);
  }
}
