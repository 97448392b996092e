package io.fluxo.fault;

import io.fluxo.fault.Provider.Mood;
import io.fluxo.story.FluxoClient;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How long it takes until the runs that a killed node had under way go on, and end. */
final class KilledNode {

  private static final int RUNS = 40;
  private static final long WAIT_NANOS = 60_000_000_000L;

  private KilledNode() {}

  /**
   * Kills nodes in turn, each in the middle of calls that take 1.5 s, while the other one lives.
   *
   * @return milliseconds from each kill to the end of each run that was under way, in order
   */
  static List<Long> recoveries(Path folder, int kills)
      throws IOException, SQLException, InterruptedException {
    List<Long> all = new ArrayList<>();
    try (Installation fluxo = new Installation(folder, 2, 1);
        Connection truth = fluxo.truth()) {
      Rows rows = new Rows(truth);
      for (int i = 0; i < kills; i++) {
        all.addAll(kill(fluxo, rows, i % 2));
      }
    }
    all.sort(Long::compare);
    return all;
  }

  private static List<Long> kill(Installation fluxo, Rows rows, int node)
      throws InterruptedException {
    fluxo.heal();
    fluxo.provider.mood(Mood.LATE, 100);
    FluxoClient user = fluxo.client("first", node);
    List<String> runs = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      runs.add(
          user.post("/api/v1/workflows/fetch/runs", "{\"input\": {}}")
              .body()
              .path("runId")
              .asText());
    }
    Instant killed = Instant.now();
    fluxo.killAndHold(node);
    fluxo.provider.heal();
    fluxo.letGo(node);
    String open =
        "SELECT count(*) FROM event WHERE type = 'flx.run.started' AND aggregate_id NOT IN"
            + " (SELECT aggregate_id FROM event WHERE type LIKE 'flx.run.succeeded')";
    long end = System.nanoTime() + WAIT_NANOS;
    while (rows.number(open) > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(100_000_000L);
    }
    List<Long> took = new ArrayList<>();
    for (String run : runs) {
      List<String> ended =
          rows.column(
              "SELECT time FROM event WHERE aggregate_id = ? AND type = 'flx.run.succeeded'", run);
      if (ended.isEmpty()) {
        took.add(WAIT_NANOS / 1_000_000);
      } else if (Instant.parse(ended.getFirst()).isAfter(killed)) {
        took.add(Instant.parse(ended.getFirst()).toEpochMilli() - killed.toEpochMilli());
      }
    }
    return took;
  }
}
