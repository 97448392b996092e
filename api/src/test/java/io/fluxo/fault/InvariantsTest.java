package io.fluxo.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.fault.History.Call;
import io.fluxo.fault.History.Outcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checker that cannot fail shows nothing: each thing that is spoilt here is found. */
class InvariantsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final History history = new History();
  @TempDir Path folder;

  @Test
  void everythingThatIsSpoiltIsFound() throws Exception {
    try (Installation fluxo = new Installation(folder, 1, 1);
        Connection truth = fluxo.truth()) {
      Rows rows = new Rows(truth);
      String good = start(fluxo, "first", "good");
      String order = start(fluxo, "first", "order");
      start(fluxo, "first", "twice");
      start(fluxo, "first", "twice");
      start(fluxo, "first", "unwanted");
      String theirs = start(fluxo, "second", "theirs");
      assertThat(new Settlement(fluxo, rows).await(Duration.ofMinutes(1))).isEmpty();
      heard("good", good, Outcome.OK, "first");
      heard("ghost", "01jd0000000000000000000000", Outcome.OK, "first");
      heard("twice", null, Outcome.UNKNOWN, "first");
      heard("unwanted", null, Outcome.REFUSED, "first");
      heard("theirs", theirs, Outcome.OK, "first");
      fluxo.provider.effects().get(order + "-1").incrementAndGet();
      spoil(rows, good, order);
      List<String> broken = new Invariants(fluxo, rows, history, PATIENCE).broken();
      for (String sentence :
          List.of(
              "Expected the run [01jd0000000000000000000000] of ghost",
              "Expected one run of twice",
              "Expected nothing of the refused unwanted",
              "Expected one effect of " + order + "-1",
              "Expected 1 effects of " + order + "-1",
              "Expected a dense stream, but there is [" + good,
              "Expected one end of run [" + order,
              "Expected no open work",
              "Expected nobody to wait",
              "Expected no old claim",
              "Expected 1 living workers",
              "Expected one tenant in run [" + order,
              "Expected 404 for second",
              "Expected the counts",
              "Expected statistics",
              "Expected a replay to give the same rows")) {
        assertThat(broken).anySatisfy(found -> assertThat(found).startsWith(sentence));
      }
      assertThat(broken).noneMatch(found -> found.startsWith("Expected the run [" + good));
    }
  }

  private static String start(Installation fluxo, String tenant, String mark) {
    return fluxo
        .client(tenant, 0)
        .post("/api/v1/workflows/order/runs", "{\"input\": {}, \"businessKey\": \"" + mark + "\"}")
        .body()
        .path("runId")
        .asText();
  }

  private void heard(String mark, String run, Outcome outcome, String tenant) {
    int status = outcome == Outcome.OK ? 202 : outcome == Outcome.REFUSED ? 422 : 500;
    history.add(
        new Call(Instant.now(), "start", tenant, mark, "order", null, run, outcome, status));
  }

  private static void spoil(Rows rows, String good, String order) {
    rows.execute("DELETE FROM event WHERE aggregate_id = '" + good + "' AND sequence = 1");
    rows.execute(
        "INSERT INTO event (aggregate_id, sequence, aggregate_type, event_id, type, time, metadata,"
            + " payload) SELECT aggregate_id, sequence + 1, aggregate_type, event_id, type, time,"
            + " convert_to('{\"t\":\"another\",\"w\":\"main\",\"a\":\"x\",\"c\":\"x\"}', 'UTF8'),"
            + " payload FROM event WHERE aggregate_id = '"
            + order
            + "' AND type = 'flx.run.succeeded'");
    rows.execute(
        "INSERT INTO open_work VALUES ('x-1', 't', now() + interval '1 hour', 'dead', 't', 'w')");
    rows.execute("INSERT INTO event_wait VALUES ('x-1', 't', 'w', 'go', NULL)");
    rows.execute("INSERT INTO worker VALUES ('ghost', now() + interval '1 hour')");
    rows.execute(
        "INSERT INTO token_entry (processor_name, segment, owner, timestamp)"
            + " VALUES ('ghost', 0, 'dead', '2020-01-01T00:00:00Z')");
    rows.execute("UPDATE run_count SET runs_completed = runs_completed + 1");
    rows.execute("UPDATE run_view SET steps_completed = steps_completed + 1");
  }
}
