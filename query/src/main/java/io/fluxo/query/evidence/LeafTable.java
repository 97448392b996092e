package io.fluxo.query.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the leaves and subtrees of a log as they are stored. */
final class LeafTable {

  /** Some leaves of a tenant one after the other. */
  record Rows(String tenant, long first, int count, LeafCodec.Stored stored) {

    /**
     * The leaves.
     *
     * @throws IllegalArgumentException when they cannot be read
     */
    List<LoggedLeaf> leaves() {
      List<LoggedLeaf> leaves = LeafCodec.read(stored);
      if (leaves.size() != count) {
        throw new IllegalArgumentException(
            "Expected %d leaves, but there are %d".formatted(count, leaves.size()));
      }
      return leaves;
    }
  }

  /** A leaf and its place in the log. */
  record Found(long index, LoggedLeaf leaf) {}

  private static final String SELECT =
      "SELECT tenant, first, count, names, hashes FROM log_batch WHERE ";

  private final JdbcTemplate jdbc;

  LeafTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The leaves of a tenant from one index to before another, as far as there are any. */
  List<LoggedLeaf> leaves(String tenant, long from, long to) {
    List<LoggedLeaf> leaves = new ArrayList<>();
    for (Rows rows :
        jdbc.query(
            SELECT + "tenant = ? AND first > ? AND first < ? ORDER BY first",
            LeafTable::read,
            tenant,
            from - Notary.BATCH,
            to)) {
      List<LoggedLeaf> some = rows.leaves();
      int start = (int) Math.min(some.size(), Math.max(0, from - rows.first()));
      int end = (int) Math.max(start, Math.min(some.size(), to - rows.first()));
      leaves.addAll(some.subList(start, end));
    }
    return leaves;
  }

  /** The hashes of stored subtrees from one index to before another, as far as there are any. */
  List<byte[]> subtrees(String tenant, int level, long from, long to) {
    return jdbc.query(
        "SELECT hash FROM log_subtree WHERE tenant = ? AND level = ? AND index >= ? AND index < ?"
            + " ORDER BY index",
        (row, number) -> row.getBytes(1),
        tenant,
        level,
        from,
        to);
  }

  /** The leaves of events of a tenant by their positions, which ascend; null for one without. */
  List<@Nullable Found> find(String tenant, List<Long> positions) {
    List<@Nullable Found> found = new ArrayList<>(positions.size());
    Rows rows = null;
    List<LoggedLeaf> leaves = List.of();
    int at = 0;
    for (long position : positions) {
      if (leaves.isEmpty() || leaves.getLast().position() < position) {
        rows = holding(tenant, position);
        leaves = rows == null ? List.of() : rows.leaves();
        at = 0;
      }
      while (at < leaves.size() && leaves.get(at).position() < position) {
        at++;
      }
      found.add(
          rows != null && at < leaves.size() && leaves.get(at).position() == position
              ? new Found(rows.first() + at, leaves.get(at))
              : null);
    }
    return found;
  }

  private @Nullable Rows holding(String tenant, long position) {
    List<Rows> rows =
        jdbc.query(
            SELECT + "upto >= ? AND tenant = ? ORDER BY upto LIMIT 1",
            LeafTable::read,
            position,
            tenant);
    return rows.isEmpty() ? null : rows.getFirst();
  }

  static Rows read(ResultSet row, int number) throws SQLException {
    return new Rows(
        row.getString(1),
        row.getLong(2),
        row.getInt(3),
        new LeafCodec.Stored(row.getBytes(4), row.getBytes(5)));
  }
}
