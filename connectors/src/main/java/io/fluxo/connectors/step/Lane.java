package io.fluxo.connectors.step;

import io.fluxo.connectors.dependency.Bounds;
import io.fluxo.connectors.dependency.DependencySettings;
import io.fluxo.connectors.dependency.Tallies;
import io.fluxo.messages.node.EffectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The permits of one node type and those who wait. Tenants take turns, so that one with many steps
 * does not make the others wait for all of them; who waits for what it talks to loses its turn to
 * those who do not.
 *
 * <p>As long as a permit is free, nobody waits whose door is known to open.
 */
final class Lane {

  /** What becomes of an attempt that comes. */
  enum Arrival {
    BEGINS,
    WAITS,
    /** Too many of its tenant wait. */
    TURNED_AWAY
  }

  private final EffectNode node;
  private final int permits;
  private final LongSupplier ticks;
  private final Doors doors;
  private final int mostOutside;
  private final Map<String, Line> lines = new HashMap<>();
  private final LinkedHashSet<Line> turns = new LinkedHashSet<>();
  private final int mostEngaged;
  private final long ageing;
  private int active;
  private int queued;

  Lane(EffectNode node, DependencySettings settings, Tallies tallies, LongSupplier ticks) {
    this.node = node;
    this.permits = Math.max(1, node.concurrency());
    this.ticks = ticks;
    this.doors = new Doors(settings, new Bounds.Book(settings, permits), tallies, ticks);
    this.mostOutside = settings.waitingPerTenant();
    this.mostEngaged = settings.perTenant(permits);
    this.ageing = settings.ageing().toNanos();
  }

  EffectNode node() {
    return node;
  }

  /** Takes a permit and enters by the door of the attempt, or puts the attempt where it waits. */
  synchronized Arrival enter(Attempt attempt) {
    long now = ticks.getAsLong();
    Line line =
        lines.computeIfAbsent(
            attempt.task().context().tenant(), tenant -> new Line(tenant, mostEngaged, ageing));
    Door door = doors.of(line, attempt, now);
    attempt.door = door;
    attempt.since = now;
    Door.Place place = Door.Place.READY;
    boolean free = active < permits && (door.guard == null || !line.isEngaged());
    if (free && door.waiting.isEmpty()) {
      place = door.enter(attempt, now);
      if (place == Door.Place.READY) {
        began(door);
        return Arrival.BEGINS;
      }
    }
    if (door.guard != null && line.outside >= mostOutside) {
      return Arrival.TURNED_AWAY;
    }
    doors.add(door, attempt, place);
    count(door, 1);
    turn(line);
    return Arrival.WAITS;
  }

  /** Gives back the permit of an attempt that has ended; answers who begins instead, if anybody. */
  synchronized @Nullable Attempt leave(Attempt attempt) {
    Door door = attempt.door;
    if (door == null) {
      return null;
    }
    long now = ticks.getAsLong();
    Line line = door.line;
    active--;
    line.active--;
    line.engaged -= door.guard == null ? 0 : 1;
    door.leave(attempt, now);
    if (door.place == Door.Place.FULL) {
      doors.move(door, Door.Place.READY);
    }
    turn(line);
    welcome(door.site);
    return next(now);
  }

  /** Who begins now, if anybody; to be asked until nobody does. */
  synchronized @Nullable Attempt next() {
    return next(ticks.getAsLong());
  }

  private @Nullable Attempt next(long now) {
    while (active < permits && !turns.isEmpty()) {
      Line line = turns.getFirst();
      Door door = line.next();
      Attempt first = door == null ? null : door.waiting.first();
      if (door == null || first == null) {
        turns.remove(line);
        continue;
      }
      Door.Place place = door.enter(first, now);
      if (place == Door.Place.READY) {
        doors.remove(door, first);
        count(door, -1);
        began(door);
        turns.remove(line); // to the end
        turn(line);
        return first;
      }
      doors.move(door, place);
      turn(line);
    }
    return null;
  }

  /** Takes an attempt out of the queue; answers whether it was in it. */
  synchronized boolean withdraw(Attempt attempt) {
    Door door = attempt.door;
    if (door == null) {
      return false;
    }
    if (!doors.remove(door, attempt)) {
      return false;
    }
    count(door, -1);
    turn(door.line);
    return true;
  }

  /** Lets those take their turns whose time has come; answers who begins, as {@link #next()}. */
  synchronized @Nullable Attempt wake() {
    long now = ticks.getAsLong();
    for (Door door : doors.due(now)) {
      turn(door.line);
    }
    return next(now);
  }

  /** Forgets what was found out by a door; answers whether there is such a door. */
  synchronized boolean reset(Door door) {
    if (door.guard == null || door.line.door(door.dependency) != door) {
      return false;
    }
    door.guard.reset();
    doors.move(door, Door.Place.READY);
    turn(door.line);
    return true;
  }

  /** Forgets doors and tenants that nobody has used for long. */
  synchronized void tidy() {
    long now = ticks.getAsLong();
    lines.values().removeIf(line -> doors.tidy(line, now) && line.isIdle());
  }

  synchronized StepRunner.Load load() {
    return new StepRunner.Load(queued, active);
  }

  /** Looks at a tenant while nobody changes it; null where there is none of the name. */
  synchronized <T> @Nullable T look(String tenant, Function<Line, T> eye) {
    Line line = lines.get(tenant);
    return line == null ? null : eye.apply(line);
  }

  /** Looks at all tenants while nobody changes them. */
  synchronized void lookAtAll(Consumer<Collection<Line>> eye) {
    eye.accept(lines.values());
  }

  private void began(Door door) {
    active++;
    door.line.active++;
    door.line.engaged += door.guard == null ? 0 : 1;
  }

  private void count(Door door, int more) {
    queued += more;
    door.line.outside += door.guard == null ? 0 : more;
  }

  private void turn(Line line) {
    if (line.next() == null) {
      turns.remove(line);
    } else {
      turns.add(line);
    }
  }

  /** Somebody may go to a dependency that was crowded: who, the turns tell. */
  private void welcome(@Nullable Site site) {
    if (site != null && !site.blocked().isEmpty()) {
      for (Door door : List.copyOf(site.blocked())) {
        doors.move(door, Door.Place.READY);
        turn(door.line);
      }
    }
  }
}
