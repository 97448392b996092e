package io.fluxo.connectors.dependency;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * One tally for each dependency that a setting names, and one for all others: tenants choose what
 * they talk to, and metrics must not grow with that.
 */
@Component
public final class Tallies {

  private final Map<String, Tally> tallies = new TreeMap<>();
  private final Tally others = new Tally();

  /** Tallies of the named ones. */
  public Tallies(DependencySettings settings) {
    settings.hosts().forEach(host -> tallies.put(host.name(), new Tally()));
    tallies.put(Bounds.OTHER, others);
  }

  /** The tally of a label. */
  public Tally of(String label) {
    return tallies.getOrDefault(label, others);
  }

  /** All, by their labels. */
  public Map<String, Tally> all() {
    return Map.copyOf(tallies);
  }
}
