package io.fluxo.query.processor;

import io.fluxo.messages.catalogue.Tables;
import io.fluxo.messages.projection.ProjectionView.Replay;
import io.fluxo.messages.projection.ProjectionView.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The rows of replays, and the tables that they fill. */
@Component
final class ReplayTable {

  /** Whose row was not renewed for so long is not there any more. */
  static final Duration SILENCE = Duration.ofSeconds(15);

  private static final String HEAD =
      "(SELECT coalesce(max(global_index), 0) FROM " + Tables.EVENT + ")";

  private final JdbcTemplate jdbc;

  ReplayTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Where in the store an event stands. */
  long positionOf(String subject, long sequence) {
    Long position =
        jdbc.queryForObject(
            "SELECT global_index FROM %s WHERE aggregate_id = ? AND sequence = ?"
                .formatted(Tables.EVENT),
            Long.class,
            subject,
            sequence);
    return Objects.requireNonNull(position);
  }

  /** Which tables are made anew. */
  List<String> models() {
    return jdbc.queryForList("SELECT name FROM read_model WHERE kept ORDER BY place", String.class);
  }

  /** Gives up those whose node is gone; they can write nothing any more. */
  void abandonSilent() {
    jdbc.update(
        """
        UPDATE projection_replay SET state = 'abandoned', ended_at = now()
         WHERE state = 'running' AND alive_at < now() - make_interval(secs => ?)
        """,
        SILENCE.toSeconds());
  }

  /** Begins one; false where another runs. */
  boolean begin(String id, String projection, String actor) {
    return jdbc.update(
            """
            INSERT INTO projection_replay
              (id, projection, actor, state, started_at, alive_at, position, target, done)
            VALUES (?, ?, ?, 'running', now(), now(), 0, %s, 0) ON CONFLICT DO NOTHING
            """
                .formatted(HEAD),
            id,
            projection,
            actor)
        > 0;
  }

  /** Makes empty tables beside those that serve. */
  void prepare() {
    jdbc.query("SELECT replay_begin()", row -> {});
  }

  void analyze() {
    jdbc.query("SELECT replay_analyze()", row -> {});
  }

  /** What was passed over for good stays so. */
  void keepDiscarded() {
    jdbc.update(
        "INSERT INTO replay.dead_event SELECT * FROM public.dead_event"
            + " WHERE discarded_at IS NOT NULL ON CONFLICT DO NOTHING");
  }

  /**
   * Turns the transaction to the new tables, as long as the replay is not given up.
   *
   * @throws IllegalStateException where it is
   */
  void enter(String id) {
    jdbc.execute("SET LOCAL search_path = replay, public");
    if (jdbc.queryForList(
            "SELECT 1 FROM projection_replay WHERE id = ? AND state = 'running' FOR SHARE",
            Integer.class,
            id)
        .isEmpty()) {
      throw new IllegalStateException("The replay was given up, for nothing was heard of it");
    }
  }

  /** Notes how far it is; false where it was given up. */
  boolean alive(String id, long position, long done) {
    return jdbc.update(
            """
            UPDATE projection_replay SET alive_at = now(), position = ?, done = ?
             WHERE id = ? AND state = 'running'
            """,
            position,
            done,
            id)
        > 0;
  }

  void failed(String id, State as, String error) {
    jdbc.update(
        """
        UPDATE projection_replay SET state = ?, ended_at = now(), error = ?
         WHERE id = ? AND state = 'running'
        """,
        as.text(),
        error,
        id);
  }

  /** The last one of a projection, null for none. */
  @Nullable Replay last(String projection) {
    List<Replay> found =
        jdbc.query(
            "SELECT *, %s AS head, now() AS now FROM projection_replay WHERE projection = ?"
                    .formatted(HEAD)
                + " ORDER BY started_at DESC, id DESC LIMIT 1",
            (row, number) -> read(row),
            projection);
    return found.isEmpty() ? null : found.getFirst();
  }

  private static Replay read(ResultSet row) throws SQLException {
    Instant started = row.getTimestamp("started_at").toInstant();
    Timestamp ended = row.getTimestamp("ended_at");
    Instant now = row.getTimestamp("now").toInstant();
    boolean silent =
        row.getString("state").equals(State.RUNNING.text())
            && row.getTimestamp("alive_at").toInstant().isBefore(now.minus(SILENCE));
    State state = silent ? State.ABANDONED : State.of(row.getString("state"));
    long position = row.getLong("position");
    long head = state == State.RUNNING ? row.getLong("head") : row.getLong("target");
    double seconds =
        Math.max(1, Duration.between(started, ended == null ? now : ended.toInstant()).toMillis())
            / 1e3;
    double rate = row.getLong("done") / seconds;
    boolean estimable = state == State.RUNNING && rate > 0;
    return new Replay(
        row.getString("id"),
        state,
        row.getString("actor"),
        started,
        ended == null ? null : ended.toInstant(),
        position,
        row.getLong("target"),
        head == 0 ? 100 : Math.min(100, Math.round(1e3 * position / head) / 10.0),
        Math.round(rate * 10) / 10.0,
        estimable ? Math.round(Math.max(0, head - position) / rate) : null,
        row.getString("error"));
  }
}
