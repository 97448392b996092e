package io.fluxo.connectors.step;

import io.fluxo.connectors.dependency.Bounds;
import io.fluxo.connectors.dependency.DependencySettings;
import io.fluxo.connectors.dependency.Guard;
import io.fluxo.connectors.dependency.Tallies;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The doors of a lane: makes them, forgets them, and keeps each where those before it wait. Only
 * the lane uses it, under its lock.
 */
final class Doors {

  /** What a tenant's dependencies are called that are not told apart. */
  private static final String REST = "(others)";

  private final Bounds.Book bounds;
  private final LongSupplier ticks;
  private final int most;
  private final long kept;
  private final long ageing;
  private final Map<String, Site> sites = new HashMap<>();
  private final TreeSet<Door> timed =
      new TreeSet<>(
          Comparator.<Door>comparingLong(door -> door.opensAt)
              .thenComparingLong(door -> door.number));
  private final Tallies tallies;
  private long made;

  Doors(DependencySettings settings, Bounds.Book bounds, Tallies tallies, LongSupplier ticks) {
    this.tallies = tallies;
    this.bounds = bounds;
    this.ticks = ticks;
    this.most = settings.keptPerTenant();
    this.kept = settings.keptFor().toNanos();
    this.ageing = settings.ageing().toNanos();
  }

  /**
   * The door that the attempt goes by. What a tenant talks to beyond so many things at a time goes
   * by one more door.
   */
  Door of(Line line, Attempt attempt, long now) {
    String dependency = attempt.dependency();
    if (dependency == null) {
      return line.plain;
    }
    Door door = line.door(dependency);
    if (door == null) {
      boolean room = line.size() < most || forget(line.removeIdle());
      door = room ? open(line, dependency, dependency) : rest(line);
    }
    door.usedBy(attempt.task().context().workspace(), now);
    return door;
  }

  private Door rest(Line line) {
    Door door = line.door(REST);
    return door == null ? open(line, REST, REST + line.tenant) : door;
  }

  private Door open(Line line, String dependency, String place) {
    Bounds own = bounds.of(dependency);
    Site site = sites.computeIfAbsent(place, name -> new Site(name, own.acrossTenants()));
    site.opened();
    Guard guard = new Guard(dependency, own, tallies.of(own.label()), ticks);
    Door door = new Door(line, dependency, guard, site, ageing, made++);
    line.add(door);
    return door;
  }

  private boolean forget(@Nullable Door door) {
    if (door == null) {
      return false;
    }
    Site site = door.site;
    if (site != null && site.closed()) {
      sites.remove(site.name);
    }
    return true;
  }

  /** How many dependencies are known, of all tenants. */
  int sites() {
    return sites.size();
  }

  /** Forgets the doors of a tenant that nobody has used for long; true, for it always can. */
  boolean tidy(Line line, long now) {
    line.doors().removeIf(door -> door.isIdle() && now - door.lastUsed >= kept && forget(door));
    return true;
  }

  /**
   * Somebody comes to stand before a door.
   *
   * @param place what those before it wait for, where nobody stood there so far
   */
  void add(Door door, Attempt attempt, Door.Place place) {
    boolean first = door.waiting.isEmpty();
    boolean ready = door.place == Door.Place.READY;
    if (ready) {
      door.line.unready(door); // its rank may change
    }
    door.waiting.add(attempt);
    if (first) {
      move(door, place);
    } else if (ready) {
      door.line.ready(door);
    }
  }

  /** Somebody goes away, or in; answers whether there was such a one. */
  boolean remove(Door door, Attempt attempt) {
    boolean ready = door.place == Door.Place.READY;
    if (ready) {
      door.line.unready(door);
    }
    boolean removed = door.waiting.remove(attempt);
    if (door.waiting.isEmpty()) {
      move(door, Door.Place.IDLE);
    } else if (ready) {
      door.line.ready(door);
    }
    return removed;
  }

  /** Puts a door where those before it wait; nowhere where there are none. */
  void move(Door door, Door.Place to) {
    Site site = door.site;
    switch (door.place) {
      case READY -> door.line.unready(door);
      case TIMED -> timed.remove(door);
      case CROWDED -> blocked(site).remove(door);
      case IDLE, FULL -> {}
    }
    door.place = door.waiting.isEmpty() ? Door.Place.IDLE : to;
    switch (door.place) {
      case READY -> door.line.ready(door);
      case TIMED -> timed.add(door);
      case CROWDED -> blocked(site).add(door);
      case IDLE, FULL -> {}
    }
  }

  private static Set<Door> blocked(@Nullable Site site) {
    return site == null ? Set.of() : site.blocked();
  }

  /** Those whose time has come, which are ready now. */
  List<Door> due(long now) {
    List<Door> due = List.of();
    while (!timed.isEmpty() && timed.first().opensAt - now <= 0) {
      Door door = timed.first();
      move(door, Door.Place.READY);
      if (due.isEmpty()) {
        due = new ArrayList<>();
      }
      due.add(door);
    }
    return due;
  }
}
