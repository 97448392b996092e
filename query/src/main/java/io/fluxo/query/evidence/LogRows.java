package io.fluxo.query.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the log for a check: of one tenant or of all, in the order of the store. */
final class LogRows {

  /**
   * The right edge of a log.
   *
   * @param signed the size of its newest checkpoint, as it stands there
   * @param newest the size of the newest checkpoint that there is
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Head(long size, byte[] frontier, long signed, long newest) {}

  /** What is to be checked: what is there now. */
  record Start(long position, Map<String, Head> heads) {}

  private static final int PASSES = 200;
  private static final int LEAVES = 2 * Notary.BATCH;

  private final JdbcTemplate jdbc;
  private final String only;
  private final Object[] tenant;

  LogRows(JdbcTemplate jdbc, @Nullable String tenant) {
    this.jdbc = jdbc;
    this.only = tenant == null ? "" : " AND tenant = ?";
    this.tenant = tenant == null ? new Object[0] : new Object[] {tenant};
  }

  Start start() {
    TransactionTemplate snapshot =
        new TransactionTemplate(
            new DataSourceTransactionManager(Objects.requireNonNull(jdbc.getDataSource())));
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    snapshot.setReadOnly(true);
    return Objects.requireNonNull(
        snapshot.execute(
            transaction -> {
              Map<String, Head> heads = new HashMap<>();
              jdbc.query(
                  "SELECT tenant, size, frontier, signed, coalesce((SELECT max(c.size) FROM log_checkpoint c"
                      + " WHERE c.tenant = log_head.tenant), 0) FROM log_head WHERE true"
                      + only,
                  row -> {
                    heads.put(
                        row.getString(1),
                        new Head(row.getLong(2), row.getBytes(3), row.getLong(4), row.getLong(5)));
                  },
                  tenant);
              Long position = jdbc.queryForObject("SELECT position FROM log_place", Long.class);
              return new Start(Objects.requireNonNull(position), heads);
            }));
  }

  /** A position after which a pass of the notary began: not many leaves after another one. */
  long end(long from, long last) {
    List<long[]> passes =
        jdbc.query(
            "SELECT upto, sum(count) FROM log_batch WHERE upto > ? AND upto <= ?"
                + only
                + " GROUP BY upto ORDER BY upto LIMIT "
                + PASSES,
            (row, number) -> new long[] {row.getLong(1), row.getLong(2)},
            with(from, last));
    long leaves = 0;
    for (long[] pass : passes) {
      leaves += pass[1];
      if (leaves >= LEAVES) {
        return pass[0];
      }
    }
    return passes.isEmpty() ? last : passes.getLast()[0];
  }

  /** What the notary appended between two such positions. */
  List<LeafTable.Rows> between(long from, long to) {
    return jdbc.query(
        "SELECT tenant, first, count, names, hashes FROM log_batch WHERE upto > ? AND upto <= ?"
            + only
            + " ORDER BY tenant, first",
        LeafTable::read,
        with(from, to));
  }

  private Object[] with(long from, long to) {
    List<Object> all = new ArrayList<>(List.of(from, to));
    all.addAll(List.of(tenant));
    return all.toArray();
  }
}
