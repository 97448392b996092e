package io.fluxo.query.evidence;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The trails of all tenants that a check is of. */
final class Trails {

  private final JdbcTemplate jdbc;
  private final @Nullable String only;
  private final Map<String, Trail> trails = new HashMap<>();

  Trails(JdbcTemplate jdbc, @Nullable String only) {
    this.jdbc = jdbc;
    this.only = only;
  }

  /** That of a tenant, null for one that the check is not of. */
  @Nullable Trail of(String tenant) {
    return only == null || only.equals(tenant)
        ? trails.computeIfAbsent(tenant, name -> new Trail(jdbc, name))
        : null;
  }

  /** Compares the logs with their ends. */
  Map<String, Trail> end(LogRows.Start start) {
    for (String tenant : start.heads().keySet()) {
      var unused = of(tenant);
    }
    trails.forEach((tenant, trail) -> trail.end(start.heads().get(tenant)));
    return trails;
  }
}
