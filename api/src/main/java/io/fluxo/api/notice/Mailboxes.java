package io.fluxo.api.notice;

import io.fluxo.api.table.Texts;
import io.fluxo.api.table.Transactions;
import io.fluxo.messages.value.SealedColumns;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The mails of people: to each at most one in a minute. What gathered meanwhile goes as one, and
 * stays one: it is tried again as it is, under its own id.
 */
@Component
final class Mailboxes {

  /** Somebody who is to get mail. */
  record Mailbox(String tenant, String account) {}

  private static final int MOST = 200;

  private static final String PACED =
      """
      NOT EXISTS (SELECT FROM notification o
                   WHERE o.channel = 'email' AND o.tenant = n.tenant AND o.account = n.account
                     AND o.attempted_at > now() - interval '1 minute')
      """;

  private static final String DUE =
      """
      SELECT tenant, account FROM notification n
       WHERE channel = 'email' AND account IS NOT NULL AND state IN ('waiting', 'sending')
         AND due_at <= now() AND %s
       GROUP BY tenant, account ORDER BY min(due_at) LIMIT ?
      """
          .formatted(PACED);

  /** The mail that is due first of those that were tried, or else all that is in none yet. */
  private static final String NEXT =
      """
      WITH mine AS MATERIALIZED (
        SELECT * FROM notification n
         WHERE channel = 'email' AND tenant = ? AND account = ?
           AND state IN ('waiting', 'sending') AND %s),
      tried AS (
        SELECT mail FROM mine WHERE mail IS NOT NULL AND due_at <= now() ORDER BY due_at LIMIT 1)
      SELECT id FROM mine
       WHERE mail = (SELECT mail FROM tried)
          OR (mail IS NULL AND NOT EXISTS (SELECT FROM tried)
              AND EXISTS (SELECT FROM mine WHERE mail IS NULL AND due_at <= now()))
       ORDER BY position LIMIT ?
      """
          .formatted(PACED);

  private static final String CLAIM =
      """
      UPDATE notification
         SET state = 'sending', attempts = attempts + 1, attempted_at = now(),
             mail = coalesce(mail, ?), due_at = now() + %s
       WHERE id = ANY (?) RETURNING *
      """
          .formatted(Outbox.CUT_OFF);

  private final JdbcTemplate jdbc;
  private final Transactions transactions;
  private final SealedColumns sealed;

  Mailboxes(JdbcTemplate jdbc, Transactions transactions, SealedColumns sealed) {
    this.sealed = sealed;
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /** Whose mail is due, who waits longest first. */
  List<Mailbox> due(int most) {
    return most < 1
        ? List.of()
        : jdbc.query(DUE, (row, i) -> new Mailbox(row.getString(1), row.getString(2)), most);
  }

  /** Claims the next mail of somebody; nothing where somebody else does, or none is due. */
  List<Outgoing> claim(Mailbox mailbox) {
    return transactions.in(
        () -> {
          // Whoever has the lock sees what the one before did: each statement looks anew.
          Boolean mine =
              jdbc.queryForObject(
                  "SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0))",
                  Boolean.class,
                  "notification-mail/" + mailbox.tenant() + "/" + mailbox.account());
          List<String> ids =
              Boolean.TRUE.equals(mine)
                  ? jdbc.queryForList(NEXT, String.class, mailbox.tenant(), mailbox.account(), MOST)
                  : List.of();
          return ids.isEmpty()
              ? List.of()
              : jdbc
                  .query(
                      CLAIM,
                      (row, i) -> Outgoing.read(row, sealed),
                      ids.getFirst(),
                      Texts.array(ids))
                  .stream()
                  .sorted(Comparator.comparingInt(each -> ids.indexOf(each.id())))
                  .toList();
        });
  }
}
