package io.fluxo.api.notice;

import io.fluxo.api.table.Texts;
import io.fluxo.messages.value.SealedColumns;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What is due to be sent, except the mails of people. What is claimed is noted as being sent before
 * that begins; where nobody says within some minutes what came of it, whoever sent it was cut off,
 * and it is claimed again.
 */
@Component
final class Outbox {

  /** Longer than sending takes, whatever happens. */
  static final String CUT_OFF = "interval '10 minutes'";

  /** So many at once of a workspace: a hook that answers nothing leaves room for the others. */
  private static final String OF_HOOKS =
      """
      channel = 'webhook' AND id IN (
        SELECT id FROM (
          SELECT id, row_number() OVER (PARTITION BY tenant, workspace ORDER BY due_at)
                   + (SELECT count(*) FROM notification o
                       WHERE o.channel = 'webhook' AND o.state = 'sending' AND o.due_at > now()
                         AND o.tenant = w.tenant AND o.workspace = w.workspace) AS place
            FROM (SELECT * FROM notification
                   WHERE channel = 'webhook' AND state IN ('waiting', 'sending')
                     AND due_at <= now()
                   ORDER BY due_at LIMIT 1000) w) placed
         WHERE place <= 4)
      """;

  private static final String END =
      """
      UPDATE notification
         SET state = ?, last_error = ?,
             sent_at = CASE WHEN ? = 'sent' THEN now() END,
             due_at = now() + ? * interval '1 second'
       WHERE id = ANY (?) AND state = 'sending'
      """;

  private final JdbcTemplate jdbc;
  private final SealedColumns sealed;

  Outbox(JdbcTemplate jdbc, SealedColumns sealed) {
    this.sealed = sealed;
    this.jdbc = jdbc;
  }

  /** Claims mails to addresses outside. */
  List<Outgoing> outside(int most) {
    return claim("channel = 'email' AND account IS NULL", most);
  }

  /** Claims calls of hooks. */
  List<Outgoing> hooks(int most) {
    return claim(OF_HOOKS, most);
  }

  private List<Outgoing> claim(String which, int most) {
    if (most < 1) {
      return List.of();
    }
    String claim =
        """
        WITH due AS MATERIALIZED (
          SELECT id FROM notification
           WHERE %s AND state IN ('waiting', 'sending') AND due_at <= now()
           ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED)
        UPDATE notification n
           SET state = 'sending', attempts = attempts + 1, attempted_at = now(), mail = n.id,
               due_at = now() + %s
          FROM due WHERE n.id = due.id RETURNING n.*
        """
            .formatted(which, CUT_OFF);
    return jdbc.query(claim, (row, i) -> Outgoing.read(row, sealed), most);
  }

  /** Notes what came of something that was claimed; what was noted before stays. */
  void end(List<Outgoing> claimed, Outcome outcome) {
    jdbc.update(
        END,
        outcome.state(),
        outcome.error(),
        outcome.state(),
        outcome.again().toSeconds(),
        Texts.array(claimed.stream().map(Outgoing::id).toList()));
  }
}
