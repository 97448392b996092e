package io.fluxo.api.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxo.api.access.Standings;
import io.fluxo.api.access.Workspaces;
import io.fluxo.api.table.Times;
import io.fluxo.api.table.Transactions;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.security.SecurityEvent.TenantAdded;
import io.fluxo.messages.security.SecurityEvent.TenantChanged;
import io.fluxo.messages.security.SecurityEvent.WorkspaceAdded;
import io.fluxo.messages.security.SecurityLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The tenants of the installation and their workspaces. */
@Component
public final class Tenants implements Workspaces {

  private static final Duration FRESH = Duration.ofSeconds(1);

  private record Place(String tenant, String workspace) {}

  private final JdbcTemplate jdbc;
  private final Transactions transactions;
  private final Standings standings;
  private final SecurityLog log;
  private final InstantSource clock;
  private final Cache<Place, Boolean> places =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(FRESH).build();

  Tenants(
      JdbcTemplate jdbc,
      Transactions transactions,
      Standings standings,
      SecurityLog log,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.standings = standings;
    this.log = log;
    this.clock = clock;
  }

  /** Whether there is any tenant. */
  public boolean isEmpty() {
    return jdbc.queryForList("SELECT 1 FROM tenant LIMIT 1").isEmpty();
  }

  /** Whether there is such a tenant that is not suspended. */
  public boolean isActive(String id) {
    return !jdbc.queryForList(
            "SELECT 1 FROM tenant WHERE tenant = ? AND state = ?", id, TenantView.ACTIVE)
        .isEmpty();
  }

  /**
   * Adds a tenant with its first workspace.
   *
   * @param id not used before
   * @param context on whose behalf
   */
  public TenantView add(String id, String name, Context context) {
    TenantView added = new TenantView(id, name, TenantView.ACTIVE, clock.instant());
    Context within = context.within(id, Context.DEFAULT_WORKSPACE, context.actor());
    return transactions.in(
        () -> {
          jdbc.update(
              "INSERT INTO tenant (tenant, name, state, created_at) VALUES (?, ?, ?, ?)",
              id,
              name,
              added.state(),
              Times.stored(added.createdAt()));
          insert(id, new WorkspaceView(Context.DEFAULT_WORKSPACE, name, clock.instant()));
          log.record(within, new TenantAdded(id));
          return added;
        });
  }

  /** All tenants, the oldest first. */
  List<TenantView> list(@Nullable String after, int limit) {
    return jdbc.query(
        "SELECT * FROM tenant WHERE tenant > ? ORDER BY tenant LIMIT ?",
        (row, i) -> tenant(row),
        after == null ? "" : after,
        limit);
  }

  /**
   * Suspends a tenant, whose callers are then turned away, or lets it in again.
   *
   * @throws Rejection NOT_FOUND where there is no such tenant
   */
  TenantView change(String id, String state, Context context) {
    TenantView changed =
        transactions.in(
            () -> {
              if (jdbc.update("UPDATE tenant SET state = ? WHERE tenant = ?", state, id) == 0) {
                throw Rejection.notFound("tenant of that id");
              }
              log.record(
                  context.within(id, Context.DEFAULT_WORKSPACE, context.actor()),
                  new TenantChanged(id, state));
              return jdbc.query(
                      "SELECT * FROM tenant WHERE tenant = ?", (row, i) -> tenant(row), id)
                  .getFirst();
            });
    standings.forget();
    places.invalidateAll();
    return changed;
  }

  /** The workspaces of a tenant. */
  List<WorkspaceView> workspaces(String tenant) {
    return jdbc.query(
        "SELECT * FROM workspace WHERE tenant = ? ORDER BY workspace",
        (row, i) ->
            new WorkspaceView(
                row.getString("workspace"), row.getString("name"), Times.read(row, "created_at")),
        tenant);
  }

  /**
   * Adds a workspace to the tenant of the context.
   *
   * @throws Rejection CONFLICT where it has one of that id
   */
  WorkspaceView addWorkspace(String id, String name, Context context) {
    WorkspaceView added = new WorkspaceView(id, name, clock.instant());
    return transactions.in(
        () -> {
          if (insert(context.tenant(), added) == 0) {
            throw new Rejection(Rejection.Code.CONFLICT, "There is a workspace of that id already");
          }
          log.record(context, new WorkspaceAdded(id));
          return added;
        });
  }

  private int insert(String tenant, WorkspaceView added) {
    places.invalidateAll();
    return jdbc.update(
        """
        INSERT INTO workspace (tenant, workspace, name, created_at) VALUES (?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """,
        tenant,
        added.id(),
        added.name(),
        Times.stored(added.createdAt()));
  }

  @Override
  public boolean exists(String tenant, String workspace) {
    return places.get(
        new Place(tenant, workspace),
        place ->
            !jdbc.queryForList(
                    """
                    SELECT 1 FROM workspace JOIN tenant USING (tenant)
                     WHERE tenant = ? AND workspace = ? AND state = 'active'
                    """,
                    place.tenant(),
                    place.workspace())
                .isEmpty());
  }

  private static TenantView tenant(ResultSet row) throws SQLException {
    return new TenantView(
        row.getString("tenant"),
        row.getString("name"),
        row.getString("state"),
        Times.read(row, "created_at"));
  }
}
