package io.fluxo.api.notice;

import io.fluxo.api.table.Times;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Where it stands who is told what. */
@Component
final class NotificationTable {

  /** Held by whoever adds rows until they are seen: so positions are seen in their order. */
  private static final long IN_ORDER = 0x6e6f7469636573L;

  private static final String ADD =
      """
      INSERT INTO notification (id, tenant, workspace, account, outside, channel, notice, task_id,
                                what, title, due, state, due_at, sent_at, last_error)
      VALUES (?, ?, ?, ?, ?::integer, ?, ?, ?, ?, ?, ?, ?, now() + ? * interval '1 second',
              CASE WHEN ? THEN now() END, ?)
      ON CONFLICT (id) DO NOTHING
      """;

  private static final String FORGET =
      """
      DELETE FROM notification WHERE id IN (
        SELECT id FROM notification
         WHERE created_at < now() - interval '90 days' AND state NOT IN ('waiting', 'sending')
         ORDER BY created_at LIMIT ?)
      """;

  private final JdbcTemplate jdbc;

  NotificationTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds those that are not there yet, in the transaction that is open. */
  void add(List<NewNotification> all) {
    if (all.isEmpty()) {
      return;
    }
    jdbc.query("SELECT pg_advisory_xact_lock(?)", row -> {}, IN_ORDER);
    jdbc.batchUpdate(ADD, all.stream().map(NotificationTable::row).toList());
  }

  private static Object[] row(NewNotification each) {
    Notice notice = each.notice();
    return new Object[] {
      each.id(),
      notice.tenant(),
      notice.workspace(),
      each.account(),
      each.outside(),
      each.channel().name(),
      notice.id(),
      notice.taskId(),
      notice.what(),
      notice.title(),
      Times.orNull(notice.due()),
      each.state(),
      each.patience().toSeconds(),
      each.state().equals("sent"),
      each.dropped()
    };
  }

  /**
   * Forgets some of what is long over.
   *
   * @return how many were
   */
  int forget(int most) {
    return jdbc.update(FORGET, most);
  }
}
