package io.fluxo.command.seal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The wrapped keys of runs and tasks. */
final class KeyTable {

  /**
   * A wrapped key.
   *
   * @param holder the data subject whose key wraps it, null for the tenant's
   * @param wrapped null for one that was destroyed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Row(String id, String tenant, @Nullable String holder, byte @Nullable [] wrapped) {}

  private final JdbcTemplate jdbc;

  KeyTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Those that are there, by id. */
  Map<String, Row> find(Collection<String> ids) {
    Map<String, Row> found = new HashMap<>();
    jdbc.query(
        "SELECT id, tenant, holder, wrapped FROM data_key WHERE id = ANY (?)",
        row -> {
          found.put(
              row.getString(1),
              new Row(row.getString(1), row.getString(2), row.getString(3), row.getBytes(4)));
        },
        (Object) ids.toArray(String[]::new));
    return found;
  }

  /** Keeps new ones, in the transaction that is open. */
  void keep(List<Row> rows) {
    jdbc.batchUpdate(
        "INSERT INTO data_key (id, tenant, holder, wrapped) VALUES (?,?,?,?)",
        rows.stream()
            .map(
                row -> new @Nullable Object[] {row.id(), row.tenant(), row.holder(), row.wrapped()})
            .toList());
  }

  /** Keeps one unless another was quicker. */
  boolean keepFirst(Row row) {
    return jdbc.update(
            "INSERT INTO data_key (id, tenant, holder, wrapped) VALUES (?,?,?,?)"
                + " ON CONFLICT DO NOTHING",
            row.id(),
            row.tenant(),
            row.holder(),
            row.wrapped())
        == 1;
  }

  /** Destroys those of the ids that are there and not destroyed yet; answers how many that are. */
  int destroy(Collection<String> ids) {
    return jdbc.update(
        "UPDATE data_key SET wrapped = NULL WHERE id = ANY (?) AND wrapped IS NOT NULL",
        (Object) ids.toArray(String[]::new));
  }

  /** The runs and tasks whose keys a data subject holds and that are not destroyed, by id. */
  List<String> heldBy(String tenant, Collection<String> holders) {
    return jdbc.queryForList(
        "SELECT id FROM data_key WHERE holder = ANY (?) AND tenant = ? AND wrapped IS NOT NULL"
            + " ORDER BY id",
        String.class,
        holders.toArray(String[]::new),
        tenant);
  }
}
