package io.fluxo.api.lock;

import io.fluxo.api.table.Texts;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks at locks without changing them. */
@Component
final class LockReader {

  private static final String LIST =
      """
      SELECT SEEN FROM held_lock
       WHERE tenant = ? AND workspace = ? AND token > ? AND LIVE ORDER BY token LIMIT ?
      """
          .replace("SEEN", LockRow.SEEN)
          .replace("LIVE", LockRow.LIVE);

  private static final String LEFT =
      """
      SELECT tenant, workspace, name,
             CASE WHEN held THEN extract(epoch FROM expires_at - now()) * 1000 ELSE 0 END
               AS remaining
        FROM unnest(?, ?, ?) AS wanted (tenant, workspace, name)
        LEFT JOIN held_lock USING (tenant, workspace, name)
      """;

  private final JdbcTemplate jdbc;

  LockReader(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The lock, where somebody holds it. */
  Optional<LockView> find(LockPlace place) {
    return LockRow.of(JdbcClient.create(jdbc), "SELECT SEEN FROM held_lock ONE AND LIVE", place)
        .query((row, i) -> LockRow.view(row))
        .optional();
  }

  /** What is held in a workspace, in the order in which it was acquired. */
  List<LockView> list(String tenant, String workspace, long after, int limit) {
    return jdbc.query(LIST, (row, i) -> LockRow.view(row), tenant, workspace, after, limit);
  }

  /** How long each is still held unless it is released; zero for what is free. */
  Map<LockPlace, Duration> left(List<LockPlace> places) {
    Map<LockPlace, Duration> left = HashMap.newHashMap(places.size());
    jdbc.query(
        LEFT,
        row -> {
          left.put(
              new LockPlace(
                  row.getString("tenant"), row.getString("workspace"), row.getString("name")),
              Duration.ofMillis(LockRow.remaining(row)));
        },
        Texts.array(places.stream().map(LockPlace::tenant).toList()),
        Texts.array(places.stream().map(LockPlace::workspace).toList()),
        Texts.array(places.stream().map(LockPlace::name).toList()));
    return left;
  }
}
