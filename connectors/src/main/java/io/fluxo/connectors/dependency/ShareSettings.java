package io.fluxo.connectors.dependency;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many of a node type's permits some attempts may have at once, in percent; at least one.
 *
 * @param perDependency those of one tenant that talk to one dependency
 * @param acrossTenants those of all tenants that talk to one dependency
 * @param perTenant those of one tenant that talk to any dependency
 */
public record ShareSettings(
    @DefaultValue("25") int perDependency,
    @DefaultValue("50") int acrossTenants,
    @DefaultValue("75") int perTenant) {

  /** Those of an installation that sets nothing. */
  public static final ShareSettings DEFAULT = new ShareSettings(25, 50, 75);

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException when one is out of bounds
   */
  public ShareSettings {
    Bounded.count("share.per-dependency", perDependency, 1, 100);
    Bounded.count("share.across-tenants", acrossTenants, 1, 100);
    Bounded.count("share.per-tenant", perTenant, 1, 100);
  }

  /** So many percent of the permits. */
  static int of(int permits, int percent) {
    return Math.max(1, (int) ((long) permits * percent / 100));
  }
}
