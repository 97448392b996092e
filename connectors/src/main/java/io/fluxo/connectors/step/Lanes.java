package io.fluxo.connectors.step;

import io.fluxo.connectors.dependency.DependencySettings;
import io.fluxo.connectors.dependency.Tallies;
import io.fluxo.messages.node.EffectNode;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One lane for each installed node type. */
@Component
final class Lanes {

  private static final long TIDY = Duration.ofMinutes(1).toNanos();

  private final Map<String, Lane> lanes = new TreeMap<>();
  private final LongSupplier ticks;
  private long tidied;

  /**
   * Opens them.
   *
   * @param ticks nanoseconds from some fixed start
   */
  Lanes(
      Collection<EffectNode> nodes,
      DependencySettings settings,
      Tallies tallies,
      LongSupplier ticks) {
    nodes.forEach(node -> lanes.put(node.type(), new Lane(node, settings, tallies, ticks)));
    this.ticks = ticks;
    this.tidied = ticks.getAsLong();
  }

  /** The lane of a node type, null where it is not installed. */
  @Nullable Lane of(String type) {
    return lanes.get(type);
  }

  /** All, by node type. */
  Map<String, Lane> all() {
    return lanes;
  }

  /** Forgets what nobody has used for long, once a minute; to be called more often. */
  void tidy() {
    long now = ticks.getAsLong();
    if (now - tidied >= TIDY) {
      tidied = now;
      lanes.values().forEach(Lane::tidy);
    }
  }
}
