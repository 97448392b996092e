package io.fluxo.command.work;

import io.fluxo.command.run.IdempotencyKeys;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.IdempotencyKey;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunStart;
import io.fluxo.messages.run.WorkflowRef;
import io.fluxo.messages.workflow.WorkflowId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Idempotency keys in PostgreSQL, taken in the transaction of the start itself. */
final class StoredIdempotencyKeys implements IdempotencyKeys {

  private record First(String fingerprint, RunStart start) {}

  private final JdbcTemplate jdbc;

  StoredIdempotencyKeys(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public @Nullable RunStart claim(Context context, IdempotencyKey key, RunStart start) {
    int taken =
        jdbc.update(
            """
            INSERT INTO idempotency_key AS kept
              (tenant, workspace, scope, key, fingerprint, run_id, workflow, version, hash, expires_at)
            VALUES (?,?,?,?,?,?,?,?,?, now() + make_interval(secs => ?))
            ON CONFLICT (tenant, workspace, scope, key) DO UPDATE
              SET fingerprint = excluded.fingerprint, run_id = excluded.run_id,
                  workflow = excluded.workflow, version = excluded.version, hash = excluded.hash,
                  expires_at = excluded.expires_at
              WHERE kept.expires_at < now()
            """,
            context.tenant(),
            context.workspace(),
            key.scope(),
            key.key(),
            key.fingerprint(),
            start.runId().value(),
            start.workflow().id().value(),
            start.workflow().version(),
            start.workflow().hash(),
            (double) key.window().toSeconds());
    return taken == 1 ? null : first(context, key);
  }

  @Override
  public void release(Context context, IdempotencyKey key) {
    jdbc.update(
        "DELETE FROM idempotency_key WHERE tenant = ? AND workspace = ? AND scope = ? AND key = ?",
        context.tenant(),
        context.workspace(),
        key.scope(),
        key.key());
  }

  private RunStart first(Context context, IdempotencyKey key) {
    List<First> found =
        jdbc.query(
            """
            SELECT fingerprint, run_id, workflow, version, hash FROM idempotency_key
             WHERE tenant = ? AND workspace = ? AND scope = ? AND key = ?
            """,
            (row, i) ->
                new First(
                    row.getString(1),
                    new RunStart(
                        new RunId(row.getString(2)),
                        new WorkflowRef(
                            new WorkflowId(row.getString(3)), row.getInt(4), row.getString(5)),
                        true)),
            context.tenant(),
            context.workspace(),
            key.scope(),
            key.key());
    if (found.isEmpty()) {
      throw new Rejection(
          Rejection.Code.CONFLICT, "A request with this idempotency key is under way: try again");
    }
    First first = found.getFirst();
    if (!first.fingerprint().equals(key.fingerprint())) {
      throw new Rejection(
          Rejection.Code.KEY_REUSED,
          "This idempotency key was used for another request: choose a new one");
    }
    return first.start();
  }
}
