package io.fluxo.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Whether the read models are what the events say: sums, and all rows after a full replay. */
final class ReadSide {

  private static final String RUNS =
      """
      SELECT run_id, tenant, workspace, workflow, version, status, trigger, business_key, parent,
             correlation, started_at, updated_at, ended_at, failed_node, failure, events, open,
             steps_completed, steps_failed
        FROM run_view ORDER BY run_id
      """;
  private static final String SUMS =
      """
      SELECT tenant, workspace, runs_waiting, runs_active, runs_completed, runs_failed,
             steps_waiting, steps_active, steps_completed, steps_failed
        FROM run_count ORDER BY tenant, workspace
      """;
  private static final String SUMS_OF_ROWS =
      """
      SELECT tenant, workspace, 0, 0, count(*) FILTER (WHERE status = 'completed'),
             count(*) FILTER (WHERE status IN ('failed', 'timeout')), 0, 0,
             sum(steps_completed), sum(steps_failed)
        FROM run_view GROUP BY tenant, workspace ORDER BY tenant, workspace
      """;

  /** With the start of the node, on a machine that has much else to do. */
  private static final Duration LONGEST_REPLAY = Duration.ofMinutes(4);

  /** Looked at twice a second; then the replay has come to its end. */
  private static final int SAME_FOR_SO_OFTEN = 30;

  private final Installation fluxo;
  private final Rows rows;

  ReadSide(Installation fluxo, Rows rows) {
    this.fluxo = fluxo;
    this.rows = rows;
  }

  List<String> broken() {
    List<String> all = new ArrayList<>();
    sums(all);
    try {
      replay(all);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return all;
  }

  private void sums(List<String> all) {
    List<List<String>> counted = rows.of(SUMS);
    List<List<String>> summed = rows.of(SUMS_OF_ROWS);
    if (!counted.equals(summed)) {
      all.add("Expected the counts " + summed + ", but they are " + counted);
    }
    for (String tenant : fluxo.tenants()) {
      JsonNode told = fluxo.client(tenant, 0).get("/api/v1/statistics").body();
      String expected =
          summed.stream()
              .filter(row -> row.getFirst().equals("default") == tenant.equals("first"))
              .map(row -> row.get(4) + " " + row.get(5) + " " + row.get(8) + " " + row.get(9))
              .findFirst()
              .orElse("");
      String given =
          "%d %d %d %d"
              .formatted(
                  told.at("/workflow/completed").asLong(),
                  told.at("/workflow/failed").asLong(),
                  told.at("/node/completed").asLong(),
                  told.at("/node/failed").asLong());
      if (!given.equals(expected)) {
        all.add("Expected statistics %s of %s, but they are %s".formatted(expected, tenant, given));
      }
    }
  }

  /** All nodes are down while the read models are emptied, and then read all events again. */
  private void replay(List<String> all) throws InterruptedException {
    List<List<String>> before = rows.of(RUNS);
    List<List<String>> sumsBefore = rows.of(SUMS);
    for (int node = 0; node < fluxo.nodes.size(); node++) {
      fluxo.killAndHold(node);
    }
    rows.execute(
        "TRUNCATE run_view, run_count, workflow_view, workflow_version, trigger_binding,"
            + " calendar_view");
    rows.execute("DELETE FROM token_entry WHERE processor_name = 'views'");
    fluxo.letGo(0);
    long end = System.nanoTime() + LONGEST_REPLAY.toNanos();
    List<List<String>> after = rows.of(RUNS);
    int same = 0;
    while (!after.equals(before) && same < SAME_FOR_SO_OFTEN && System.nanoTime() < end) {
      LockSupport.parkNanos(500_000_000L);
      List<List<String>> now = rows.of(RUNS);
      same = now.isEmpty() || !now.equals(after) ? 0 : same + 1;
      after = now;
    }
    List<List<String>> lacking = new ArrayList<>(before);
    lacking.removeAll(after);
    List<List<String>> added = new ArrayList<>(after);
    added.removeAll(before);
    if (!lacking.isEmpty() || !added.isEmpty()) {
      all.add(
          "Expected a replay to give the same rows, but of %d rows %d differ: %s became %s"
              .formatted(
                  before.size(),
                  lacking.size() + added.size(),
                  lacking.stream().limit(3).toList(),
                  added.stream().limit(3).toList()));
    }
    List<List<String>> sumsAfter = rows.of(SUMS);
    if (!sumsAfter.equals(sumsBefore)) {
      all.add("Expected the counts " + sumsBefore + " after a replay, but got " + sumsAfter);
    }
  }
}
