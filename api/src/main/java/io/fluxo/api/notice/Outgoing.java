package io.fluxo.api.notice;

import io.fluxo.api.table.Times;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.value.SealedColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notification that somebody was just told to send.
 *
 * @param account of the person, null for an address outside and for the hook
 * @param mail the id of the mail that it is in
 * @param attempts how often that was tried, this time included
 */
record Outgoing(
    String id,
    String tenant,
    String workspace,
    @Nullable String account,
    int outside,
    String notice,
    String taskId,
    String what,
    Payload title,
    @Nullable Instant due,
    int attempts,
    String mail,
    Instant createdAt) {

  static Outgoing read(ResultSet row, SealedColumns sealed) throws SQLException {
    return new Outgoing(
        row.getString("id"),
        row.getString("tenant"),
        row.getString("workspace"),
        row.getString("account"),
        row.getInt("outside"),
        row.getString("notice"),
        row.getString("task_id"),
        row.getString("what"),
        Lines.title(row, sealed),
        Times.readOrNull(row, "due"),
        row.getInt("attempts"),
        row.getString("mail"),
        Times.read(row, "created_at"));
  }

  @Override
  public String toString() {
    return "Outgoing[" + id + "]";
  }
}
