package io.fluxo.query.evidence;

import io.fluxo.messages.evidence.EventLeaf;
import io.fluxo.messages.evidence.LeafHasher;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Compares all stored events with the log, and the log with its checkpoints. Both are read in the
 * order of the store, some thousands at a time.
 */
final class StoreCheck {

  private static final int ROWS = 1_000;
  private static final String NEXT =
      EventRows.SELECT
          + " WHERE global_index > ? AND global_index <= ? ORDER BY global_index LIMIT "
          + ROWS;

  private record Row(long position, EventLeaf event) {}

  private final JdbcTemplate jdbc;
  private final LogRows log;
  private final Trails trails;
  private final LeafHasher hasher = new LeafHasher();
  private final LongSupplier ticker;
  private final LongConsumer pause;

  /**
   * A check.
   *
   * @param tenant whose events and log, null for everybody's
   * @param pause is told after each part how many nanoseconds it took
   */
  StoreCheck(JdbcTemplate jdbc, @Nullable String tenant, LongSupplier ticker, LongConsumer pause) {
    this.jdbc = jdbc;
    this.log = new LogRows(jdbc, tenant);
    this.trails = new Trails(jdbc, tenant);
    this.ticker = ticker;
    this.pause = pause;
  }

  /** What came of it, by tenant. */
  Map<String, Trail> run() {
    LogRows.Start start = log.start();
    long from = Long.MIN_VALUE;
    while (from < start.position()) {
      long begun = ticker.getAsLong();
      long to = log.end(from, start.position());
      Window window = new Window(trails, log.between(from, to));
      pause.accept(ticker.getAsLong() - begun);
      compare(from, to, window);
      window.end();
      from = to;
    }
    return trails.end(start);
  }

  private void compare(long from, long to, Window window) {
    long at = from;
    List<Row> rows;
    do {
      long begun = ticker.getAsLong();
      rows =
          jdbc.query(
              NEXT, (row, number) -> new Row(EventRows.position(row), EventRows.leaf(row)), at, to);
      for (Row row : rows) {
        compare(row, window);
        at = row.position();
      }
      pause.accept(ticker.getAsLong() - begun);
    } while (rows.size() == ROWS);
  }

  private void compare(Row row, Window window) {
    String tenant = EventRows.tenant(row.event().metadata());
    Window.Place place = window.take(row.position());
    Trail own = trails.of(tenant);
    if (place == null) {
      if (own != null) { // else it is another's
        own.added(Harvest.leaf(row.position(), row.event(), hasher));
      }
      return;
    }
    LoggedLeaf event = Harvest.leaf(row.position(), row.event(), hasher);
    String time = row.event().time();
    if (place.leaf().is(event)) {
      place.trail().same(place.index(), place.leaf(), event, time, place.signedBefore());
    } else {
      place.trail().differs(place.index(), place.leaf(), event, time, place.signedBefore());
      if (own != null && own != place.trail()) {
        own.added(event);
      }
    }
  }
}
