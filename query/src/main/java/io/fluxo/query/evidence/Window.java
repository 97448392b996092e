package io.fluxo.query.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of the log, whose leaves wait for their events. */
final class Window {

  /**
   * A leaf that should be there.
   *
   * @param signedBefore the time of the newest checkpoint without it
   */
  record Place(Trail trail, long index, LoggedLeaf leaf, @Nullable Instant signedBefore) {}

  private final Map<Long, Place> places = new HashMap<>();

  Window(Trails trails, List<LeafTable.Rows> log) {
    Map<String, List<LeafTable.Rows>> tenants = new LinkedHashMap<>();
    for (LeafTable.Rows rows : log) {
      tenants.computeIfAbsent(rows.tenant(), tenant -> new ArrayList<>()).add(rows);
    }
    tenants.forEach(
        (tenant, rows) -> {
          Trail trail = trails.of(tenant);
          if (trail != null) {
            trail.read(rows, this::expect);
          }
        });
  }

  private void expect(Place place) {
    Place other = places.putIfAbsent(place.leaf().position(), place);
    if (other != null) {
      place
          .trail()
          .logAltered(place.leaf().position(), place.index(), "Two leaves are of the same event");
    }
  }

  /** The leaf of a position; null where nothing was logged. */
  @Nullable Place take(long position) {
    return places.remove(position);
  }

  /** What has not got its event has lost it. */
  void end() {
    places.values().forEach(place -> place.trail().missing(place.index(), place.leaf()));
  }
}
