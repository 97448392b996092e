package io.fluxo.api.notice;

import io.fluxo.api.paging.Paging;
import io.fluxo.api.problem.Problems;
import io.fluxo.api.table.Times;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.value.SealedColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What people are told in the application. */
@Component
final class NotificationInbox {

  /** Whose notifications: of a person, in a workspace. */
  record Owner(String tenant, String workspace, String account) {}

  /** A notification and its place among all. */
  record Placed(long position, NotificationView view) {}

  private static final String MINE =
      " FROM notification WHERE channel = 'app' AND tenant = ? AND workspace = ? AND account = ? ";

  private final JdbcTemplate jdbc;
  private final SealedColumns sealed;

  NotificationInbox(JdbcTemplate jdbc, SealedColumns sealed) {
    this.sealed = sealed;
    this.jdbc = jdbc;
  }

  /** A page, the newest first. */
  Page<NotificationView> list(Owner owner, boolean unread, PageRequest page) {
    List<Placed> found =
        jdbc.query(
            "SELECT *"
                + MINE
                + (unread ? "AND read_at IS NULL " : "")
                + "AND position < ? ORDER BY position DESC LIMIT ?",
            (row, i) -> read(row),
            owner.tenant(),
            owner.workspace(),
            owner.account(),
            position(page.cursor()),
            page.limit() + 1);
    Page<Placed> placed = Paging.page(found, page, each -> Long.toString(each.position()));
    return new Page<>(placed.items().stream().map(Placed::view).toList(), placed.next());
  }

  /** What is unread after a position, the oldest first. */
  List<Placed> unreadAfter(Owner owner, long position, int most) {
    return jdbc.query(
        "SELECT *" + MINE + "AND read_at IS NULL AND position > ? ORDER BY position LIMIT ?",
        (row, i) -> read(row),
        owner.tenant(),
        owner.workspace(),
        owner.account(),
        position,
        most);
  }

  /** Notes that one was read; false where there is none of that id. */
  boolean read(Owner owner, String id) {
    return jdbc.update(
            """
            UPDATE notification SET read_at = coalesce(read_at, now())
             WHERE id = ? AND channel = 'app' AND tenant = ? AND workspace = ? AND account = ?
            """,
            id,
            owner.tenant(),
            owner.workspace(),
            owner.account())
        > 0;
  }

  /** Notes that all were read. */
  void readAll(Owner owner) {
    jdbc.update(
        """
        UPDATE notification SET read_at = now()
         WHERE channel = 'app' AND read_at IS NULL
           AND tenant = ? AND workspace = ? AND account = ?
        """,
        owner.tenant(),
        owner.workspace(),
        owner.account());
  }

  /** The position of the newest of all. */
  long newest() {
    Long newest =
        jdbc.queryForObject(
            "SELECT coalesce(max(position), 0) FROM notification WHERE channel = 'app'",
            Long.class);
    return newest == null ? 0 : newest;
  }

  /** Whose are newer than a position. */
  List<Owner> since(long position) {
    return jdbc.query(
        """
        SELECT DISTINCT tenant, workspace, account FROM notification
         WHERE channel = 'app' AND position > ?
        """,
        (row, i) -> new Owner(row.getString(1), row.getString(2), row.getString(3)),
        position);
  }

  static long position(@Nullable String cursor) {
    if (cursor == null) {
      return Long.MAX_VALUE;
    }
    if (!cursor.matches("\\d{1,18}")) {
      throw Problems.invalid("/cursor", "There is no such page", "the next of the page before");
    }
    return Long.parseLong(cursor);
  }

  private Placed read(ResultSet row) throws SQLException {
    return new Placed(
        row.getLong("position"),
        new NotificationView(
            row.getString("id"),
            row.getString("task_id"),
            row.getString("what"),
            Lines.title(Lines.title(row, sealed)),
            Times.readOrNull(row, "due"),
            Times.read(row, "created_at"),
            Times.readOrNull(row, "read_at")));
  }
}
