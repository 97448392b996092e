package io.fluxo.fault;

import io.fluxo.story.FluxoClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets an installation come to rest after all faults are over. A person settles the steps of
 * unknown outcome, by what the called service wrote down; nobody else helps.
 */
final class Settlement {

  private static final String ENDS =
      "('flx.run.succeeded', 'flx.run.failed', 'flx.run.cancelled', 'flx.run.timed_out',"
          + " 'flx.run.compensated')";
  private static final String OPEN =
      """
      SELECT aggregate_id FROM event s WHERE type = 'flx.run.started' AND NOT EXISTS
        (SELECT 1 FROM event e WHERE e.aggregate_id = s.aggregate_id AND e.type IN %s)
      """
          .formatted(ENDS);
  private static final String UNKNOWN =
      """
      SELECT aggregate_id, convert_from(metadata, 'UTF8')::jsonb ->> 't' FROM event u
       WHERE type = 'flx.step.outcome_unknown' AND NOT EXISTS
         (SELECT 1 FROM event e WHERE e.aggregate_id = u.aggregate_id AND e.sequence > u.sequence)
      """;

  private final Installation fluxo;
  private final Rows rows;
  private final Set<String> resolved = new HashSet<>();

  Settlement(Installation fluxo, Rows rows) {
    this.fluxo = fluxo;
    this.rows = rows;
  }

  /**
   * Waits until every run has ended and the read side knows it.
   *
   * @return the runs that did not end, and what the read side does not know
   */
  List<String> await(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    List<String> open = rows.column(OPEN);
    while (!open.isEmpty() && System.nanoTime() < end) {
      rows.of(UNKNOWN).forEach(row -> resolve(row.getFirst(), row.getLast()));
      LockSupport.parkNanos(500_000_000L);
      open = rows.column(OPEN);
    }
    if (!open.isEmpty()) {
      return open.stream().map(this::story).toList();
    }
    long projected = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (behind() != 0 && System.nanoTime() < projected) {
      LockSupport.parkNanos(200_000_000L);
    }
    return behind() == 0 ? List.of() : List.of("the read side lacks " + behind() + " runs");
  }

  /** The steps that a person had to settle. */
  Set<String> resolved() {
    return resolved;
  }

  private long behind() {
    return rows.number(
        "SELECT (SELECT count(*) FROM event WHERE type = 'flx.run.started')"
            + " - (SELECT count(*) FROM run_view WHERE ended_at IS NOT NULL)");
  }

  private void resolve(String step, String tenant) {
    int dash = step.lastIndexOf('-');
    String outcome = fluxo.provider.effects(step) > 0 ? "succeeded" : "failed";
    FluxoClient client = fluxo.client(tenant.equals("default") ? "first" : "second", 0);
    FluxoClient.Answer answer =
        client.post(
            "/api/v1/runs/"
                + step.substring(0, dash)
                + "/steps/"
                + step.substring(dash + 1)
                + "/resolve",
            "{\"outcome\": \"" + outcome + "\", \"reason\": \"as the service wrote it down\"}");
    if (answer.status() == 200) {
      resolved.add(step);
    }
  }

  /** What happened to a run, for whoever has to find out why it did not end. */
  private String story(String run) {
    return "Expected run %s to end, but there is %s and open work %s"
        .formatted(
            run,
            rows.of(
                """
                SELECT aggregate_id, sequence, type, time, left(convert_from(payload, 'UTF8'), 300)
                  FROM event WHERE aggregate_id >= ? AND aggregate_id < ? ORDER BY global_index
                """,
                run,
                run + "."),
            rows.of(
                "SELECT w.*, alive_until, now() FROM open_work w LEFT JOIN worker ON owner = worker.id"
                    + " WHERE w.id >= ? AND w.id < ?",
                run,
                run + "."));
  }
}
