package io.fluxo.connectors.step;

import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One tenant in a lane: its doors, and whose turn is next among those who wait at them. */
final class Line {

  final String tenant;

  /** Its attempts under way that talk to something. */
  int engaged;

  /** All its attempts under way. */
  int active;

  /** Its attempts that wait at doors with a guard. */
  int outside;

  final Door plain;
  private final int mostEngaged;

  /** The least recently used first. */
  private final Map<String, Door> doors = new LinkedHashMap<>(16, 0.75f, true);

  private final TreeSet<Door> ready =
      new TreeSet<>(Comparator.comparingLong(Door::rank).thenComparingLong(door -> door.number));

  Line(String tenant, int mostEngaged, long ageing) {
    this.tenant = tenant;
    this.mostEngaged = mostEngaged;
    this.plain = new Door(this, "", null, null, ageing, -1);
  }

  /** The door whose first attempt is next as far as is known, null for none. */
  @Nullable Door next() {
    Door open = plain.place == Door.Place.READY ? plain : null;
    if (ready.isEmpty() || engaged >= mostEngaged) {
      return open;
    }
    Door guarded = ready.first();
    return open != null && open.rank() <= guarded.rank() ? open : guarded;
  }

  /** Whether attempts that talk to something have all permits that they may. */
  boolean isEngaged() {
    return engaged >= mostEngaged;
  }

  void ready(Door door) {
    if (door != plain) {
      ready.add(door);
    }
  }

  void unready(Door door) {
    if (door != plain) {
      ready.remove(door);
    }
  }

  @Nullable Door door(String dependency) {
    return doors.get(dependency);
  }

  void add(Door door) {
    doors.put(door.dependency, door);
  }

  int size() {
    return doors.size();
  }

  Collection<Door> doors() {
    return doors.values();
  }

  /** Takes out the door that nobody has used for longest, null where all are in use. */
  @Nullable Door removeIdle() {
    for (Iterator<Door> all = doors.values().iterator(); all.hasNext(); ) {
      Door door = all.next();
      if (door.isIdle()) {
        all.remove();
        return door;
      }
    }
    return null;
  }

  boolean isIdle() {
    return active == 0 && doors.isEmpty() && plain.isIdle();
  }
}
