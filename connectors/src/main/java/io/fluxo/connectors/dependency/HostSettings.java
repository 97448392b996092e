package io.fluxo.connectors.dependency;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is different for one dependency.
 *
 * @param name a dependency as the API lists it, or the host in it
 * @param concurrency attempts at once, of one tenant
 * @param acrossTenants attempts at once, of all tenants
 * @param rate calls of one tenant in a time
 * @param failureRate as of the breaker, in percent
 * @param slowCall as of the breaker
 * @param openFor as of the breaker
 */
public record HostSettings(
    String name,
    @Nullable Integer concurrency,
    @Nullable Integer acrossTenants,
    @Nullable Rate rate,
    @Nullable Integer failureRate,
    @Nullable Duration slowCall,
    @Nullable Duration openFor) {

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException when one is out of bounds, or there is no name
   */
  public HostSettings {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException(
          "Expected fluxo.dependency.hosts[].name to be a host, but it is missing");
    }
    if (concurrency != null) {
      Bounded.count("hosts[].concurrency", concurrency, 1, 100_000);
    }
    if (acrossTenants != null) {
      Bounded.count("hosts[].across-tenants", acrossTenants, 1, 100_000);
    }
  }

  /** Whether it is about the dependency. */
  boolean covers(String dependency) {
    if (name.equalsIgnoreCase(dependency)) {
      return true;
    }
    String host = dependency.substring(dependency.indexOf("://") + 1).replaceFirst("^//", "");
    return name.equalsIgnoreCase(host) || name.equalsIgnoreCase(host.replaceFirst(":\\d+$", ""));
  }
}
