package io.fluxo.api.tenant;

import java.time.Instant;

/**
 * A tenant.
 *
 * @param state {@link #ACTIVE} or {@link #SUSPENDED}
 */
public record TenantView(String id, String name, String state, Instant createdAt) {

  public static final String ACTIVE = "active";
  public static final String SUSPENDED = "suspended";
}
