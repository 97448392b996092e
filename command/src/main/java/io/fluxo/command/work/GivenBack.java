package io.fluxo.command.work;

import io.fluxo.messages.work.WorkerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Work that this worker holds by the table and could not take up. The sweeper makes it nobody's,
 * for otherwise nobody would look at it as long as this worker lives. What cannot be taken up
 * because of what is stored, or for a reason that nobody foresaw, is set aside: it is tried again
 * after ever longer pauses, and shown to the operator meanwhile.
 */
final class GivenBack {

  /** Not set aside: the next who looks may take it, and tries it again in a second. */
  private static final String AT_ONCE = "";

  private static final String ASIDE =
      """
      UPDATE open_work
         SET owner = NULL, error = ?, tries = tries + 1,
             due_at = now() + least(interval '1 hour', interval '5 seconds' * 2 ^ least(tries, 12))
       WHERE id = ?
      """;

  private final JdbcTemplate jdbc;
  private final WorkerId worker;
  private final Map<String, String> notes = new ConcurrentHashMap<>();

  GivenBack(JdbcTemplate jdbc, WorkerId worker) {
    this.jdbc = jdbc;
    this.worker = worker;
  }

  /** Remembers the work; asks nobody, for whoever calls may be in the middle of something. */
  void add(String id) {
    notes.putIfAbsent(id, AT_ONCE);
  }

  /**
   * Remembers the work as set aside.
   *
   * @param why a sentence of ours, without anything of a user
   */
  void aside(String id, @Nullable String why) {
    notes.put(id, String.valueOf(why));
  }

  /** The ids of what is remembered. */
  Set<String> remembered() {
    return Set.copyOf(notes.keySet());
  }

  /** Makes all of it nobody's; what that fails for is remembered on. */
  void write() {
    Map<String, String> now = Map.copyOf(notes);
    String[] free =
        now.keySet().stream().filter(id -> AT_ONCE.equals(now.get(id))).toArray(String[]::new);
    if (free.length > 0) {
      jdbc.update(
          "UPDATE open_work SET owner = NULL, due_at = greatest(due_at, now() + interval '1 second')"
              + " WHERE id = ANY (?) AND owner = ?",
          statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("text", free));
            statement.setString(2, worker.value());
          });
    }
    List<Object[]> aside = new ArrayList<>();
    now.forEach(
        (id, why) -> {
          if (!why.equals(AT_ONCE)) {
            aside.add(new Object[] {why, id});
          }
        });
    if (!aside.isEmpty()) {
      jdbc.batchUpdate(ASIDE, aside);
    }
    now.forEach(notes::remove);
  }
}
