package io.fluxo.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The plan of what goes wrong when: three tracks beside one another, of processes, of the database
 * and of the called service; in each, all faults it knows in an order of chance, again and again.
 */
record Nemesis(List<Act> plan) {

  /** What goes wrong. */
  enum Fault {
    KILL("process", 500, 2_500),
    PAUSE_SHORT("process", 1_000, 6_000),
    PAUSE_LONG("process", 11_000, 14_000),
    TERMINATE_BACKENDS("database", 10, 500),
    CRASH("database", 300, 3_000),
    DELAY("database", 2_000, 4_000),
    NARROW("database", 2_000, 3_000),
    RESET("database", 10, 100),
    SILENCE("database", 2_000, 9_000),
    CUT("database", 500, 1_500),
    SWALLOW_AND_RESET("database", 1_500, 2_500),
    SWALLOW_AND_BE_SILENT("database", 1_500, 2_500),
    BUSY("service", 2_000, 5_000),
    LIMITING("service", 2_000, 4_000),
    BROKEN("service", 2_000, 4_000),
    LATE("service", 2_000, 4_000),
    HANGING("service", 2_000, 4_000),
    RESETTING("service", 2_000, 4_000),
    GARBLED("service", 2_000, 4_000),
    TRUNCATED("service", 2_000, 4_000),
    FAR("service", 2_000, 4_000),
    MUTE("service", 2_000, 5_000),
    TORN("service", 10, 100),
    GONE("service", 2_000, 4_000);

    final String track;
    private final int least;
    private final int most;

    Fault(String track, int least, int most) {
      this.track = track;
      this.least = least;
      this.most = most;
    }
  }

  /**
   * One fault.
   *
   * @param at milliseconds after the begin
   * @param millis how long
   * @param choice a number by which the fault chooses, for example a node
   */
  record Act(Fault fault, long at, long millis, int choice) {

    @Override
    public String toString() {
      return "%.1f s %s for %d ms (%d)".formatted(at / 1000.0, fault, millis, choice);
    }
  }

  /** The plan that follows from the seed. */
  static Nemesis of(long seed, Duration length) {
    List<Act> all = new ArrayList<>();
    for (String track : List.of("process", "database", "service")) {
      all.addAll(track(track, new Random(seed ^ track.hashCode()), length.toMillis()));
    }
    all.sort((a, b) -> Long.compare(a.at(), b.at()));
    return new Nemesis(List.copyOf(all));
  }

  private static List<Act> track(String track, Random chance, long length) {
    List<Fault> known = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      if (fault.track.equals(track)) {
        known.add(fault);
      }
    }
    List<Act> acts = new ArrayList<>();
    long at = 1_000 + chance.nextInt(1_500);
    while (true) {
      Collections.shuffle(known, chance);
      for (Fault fault : known) {
        long millis = fault.least + chance.nextInt(fault.most - fault.least);
        if (at + millis > length) {
          return acts;
        }
        acts.add(new Act(fault, at, millis, chance.nextInt(1_000)));
        at += millis + 800 + chance.nextInt(2_000);
      }
    }
  }

  /** The acts of a track, in order. */
  List<Act> of(String track) {
    return plan.stream().filter(act -> act.fault().track.equals(track)).toList();
  }
}
