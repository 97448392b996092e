package io.fluxo.api.notice;

import io.fluxo.api.paging.Paging;
import io.fluxo.api.table.Times;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is kept of who was told what. */
@Component
final class SentTable {

  private static final String MASK = "***";

  private record Placed(long position, SentView view) {}

  private final JdbcTemplate jdbc;
  private final NoticeTable notices;

  SentTable(JdbcTemplate jdbc, NoticeTable notices) {
    this.jdbc = jdbc;
    this.notices = notices;
  }

  /**
   * A page about a task, the newest first.
   *
   * @param plain whether addresses are shown
   */
  Page<SentView> list(
      String tenant, String workspace, String task, boolean plain, PageRequest page) {
    List<Placed> found =
        jdbc.query(
            """
            SELECT n.*, a.email FROM notification n
              LEFT JOIN account a ON a.tenant = n.tenant AND a.account = n.account
             WHERE n.tenant = ? AND n.workspace = ? AND n.task_id = ? AND n.position < ?
             ORDER BY n.position DESC LIMIT ?
            """,
            (row, i) -> new Placed(row.getLong("position"), read(row, plain)),
            tenant,
            workspace,
            task,
            NotificationInbox.position(page.cursor()),
            page.limit() + 1);
    Page<Placed> placed = Paging.page(found, page, each -> Long.toString(each.position()));
    return new Page<>(placed.items().stream().map(Placed::view).toList(), placed.next());
  }

  private SentView read(ResultSet row, boolean plain) throws SQLException {
    String state = row.getString("state");
    String account = row.getString("account");
    boolean outside = row.getObject("outside") != null;
    boolean open = state.equals("waiting") || state.equals("sending");
    return new SentView(
        row.getString("id"),
        row.getString("channel"),
        account != null ? "user:" + account : outside ? "outside" : "hook",
        address(row, outside, plain),
        row.getString("what"),
        state,
        row.getInt("attempts"),
        open ? Times.read(row, "due_at") : null,
        Times.readOrNull(row, "sent_at"),
        Times.readOrNull(row, "read_at"),
        row.getString("last_error"),
        Times.read(row, "created_at"));
  }

  private @Nullable String address(ResultSet row, boolean outside, boolean plain)
      throws SQLException {
    if (!row.getString("channel").equals(Channel.email.name())) {
      return null;
    }
    if (!plain) {
      return MASK;
    }
    if (!outside) {
      return row.getString("email");
    }
    List<String> addresses = notices.outside(row.getString("notice"));
    int index = row.getInt("outside");
    return index < addresses.size() ? addresses.get(index) : null;
  }
}
