package io.fluxo.api.limit;

import io.fluxo.api.problem.Refused;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;

/**
 * How many may be open at the same time. What is open is kept, not counted: closing one twice
 * changes nothing.
 */
public final class Seats {

  /** So many for one holder. */
  record Bound(String holder, int most) {}

  /** One that is open. */
  public static final class Seat implements AutoCloseable {
    private final Seats seats;
    private final List<Bound> bounds;

    private Seat(Seats seats, List<Bound> bounds) {
      this.seats = seats;
      this.bounds = bounds;
    }

    /** Makes room for another. */
    @Override
    public void close() {
      seats.leave(this);
    }
  }

  private final String what;
  private final Map<String, Set<Seat>> open = new HashMap<>();

  /**
   * Nothing is open yet.
   *
   * @param what of which there may be too many, in the plural
   */
  Seats(String what) {
    this.what = what;
  }

  /**
   * Opens one.
   *
   * @throws Refused where one of the bounds is reached
   */
  synchronized Seat take(List<Bound> bounds) {
    for (Bound bound : bounds) {
      if (open.getOrDefault(bound.holder(), Set.of()).size() >= bound.most()) {
        throw new Refused(
            HttpStatus.SERVICE_UNAVAILABLE,
            "too_many_open",
            "There are too many %s: end one or try later".formatted(what),
            Duration.ofSeconds(1));
      }
    }
    Seat seat = new Seat(this, bounds);
    bounds.forEach(
        bound -> open.computeIfAbsent(bound.holder(), holder -> new HashSet<>()).add(seat));
    return seat;
  }

  private synchronized void leave(Seat seat) {
    for (Bound bound : seat.bounds) {
      Set<Seat> held = open.get(bound.holder());
      if (held != null && held.remove(seat) && held.isEmpty()) {
        open.remove(bound.holder());
      }
    }
  }
}
