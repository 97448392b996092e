package io.fluxo.connectors.step;

import io.fluxo.connectors.dependency.Guard;
import io.fluxo.messages.dependency.Dependencies;
import io.fluxo.messages.dependency.DependencyView;
import io.fluxo.messages.dependency.QueueView;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.rejection.Rejection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows what the lanes know of dependencies. */
@Component
final class DependencyBoard implements Dependencies {

  private final Lanes lanes;
  private final LongSupplier ticks;
  private final InstantSource clock;

  DependencyBoard(Lanes lanes, LongSupplier ticks, InstantSource clock) {
    this.lanes = lanes;
    this.ticks = ticks;
    this.clock = clock;
  }

  @Override
  public Page<DependencyView> list(String tenant, String workspace, PageRequest page) {
    String after = DependencyCursor.read(page.cursor());
    List<DependencyView> views = new ArrayList<>();
    lanes.all().forEach((type, lane) -> views.addAll(views(type, lane, tenant, workspace)));
    List<DependencyView> rest =
        views.stream()
            .filter(view -> after == null || place(view).compareTo(after) > 0)
            .sorted(Comparator.comparing(DependencyBoard::place))
            .limit(page.limit() + 1L)
            .toList();
    boolean more = rest.size() > page.limit();
    List<DependencyView> items = more ? rest.subList(0, page.limit()) : rest;
    return new Page<>(items, more ? DependencyCursor.of(place(items.getLast())) : null);
  }

  /** Where a view stands in the list. */
  private static String place(DependencyView view) {
    return view.connector() + "\n" + view.dependency();
  }

  private List<DependencyView> views(String type, Lane lane, String tenant, String workspace) {
    List<DependencyView> views =
        lane.look(
            tenant,
            line ->
                line.doors().stream()
                    .filter(door -> door.isUsedBy(workspace))
                    .flatMap(door -> view(type, door).stream())
                    .toList());
    return views == null ? List.of() : views;
  }

  private List<DependencyView> view(String type, Door door) {
    Guard guard = door.guard;
    if (guard == null) {
      return List.of();
    }
    long now = ticks.getAsLong();
    Duration blocked = guard.blocked(now);
    return List.of(
        new DependencyView(
            type,
            door.dependency,
            guard.state(),
            guard.failureRate(),
            guard.active(),
            guard.bounds().concurrency(),
            door.waiting.size(),
            TimeUnit.NANOSECONDS.toMillis(now - door.waiting.oldest(now)),
            blocked == null ? null : clock.instant().plus(blocked),
            guard.lastFailure()));
  }

  @Override
  public DependencyView reset(
      String tenant, String workspace, String connector, String dependency) {
    Lane lane = lanes.of(connector);
    Door door =
        lane == null ? null : lane.look(tenant, line -> usedBy(workspace, line.door(dependency)));
    if (lane == null || door == null || !lane.reset(door)) {
      throw Rejection.notFound("dependency of that name that was used lately");
    }
    return views(connector, lane, tenant, workspace).stream()
        .filter(view -> view.dependency().equals(dependency))
        .findFirst()
        .orElseThrow(() -> Rejection.notFound("dependency of that name that was used lately"));
  }

  private static @Nullable Door usedBy(String workspace, @Nullable Door door) {
    return door == null || !door.isUsedBy(workspace) ? null : door;
  }

  @Override
  public List<QueueView> queues(String tenant) {
    List<QueueView> queues = new ArrayList<>();
    for (Map.Entry<String, Lane> entry : lanes.all().entrySet()) {
      QueueView queue = entry.getValue().look(tenant, line -> queue(entry.getKey(), line));
      queues.add(queue == null ? new QueueView(entry.getKey(), 0, 0, 0, 0) : queue);
    }
    return queues;
  }

  private QueueView queue(String type, Line line) {
    long now = ticks.getAsLong();
    int waiting = line.plain.waiting.size();
    int parked = 0;
    long oldest = line.plain.waiting.oldest(now);
    for (Door door : line.doors()) {
      if (door.place == Door.Place.READY && !line.isEngaged()) {
        waiting += door.waiting.size();
      } else {
        parked += door.waiting.size();
      }
      oldest = Math.min(oldest, door.waiting.oldest(now));
    }
    return new QueueView(
        type, waiting, line.active, parked, TimeUnit.NANOSECONDS.toMillis(now - oldest));
  }
}
