package io.fluxo.query.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.query.ReadSide;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the projector asks in every batch must not slow down as finished runs pile up. */
class RunTablePlanTest {

  private final JdbcTemplate jdbc = new ReadSide().jdbc();

  @Test
  void aPlanMadeForTheEmptyTableIsOneForAFullTable() {
    looksUpByKey();
  }

  @Test
  void theRowsOfABatchAreLookedUpByTheirKeyHoweverManyThereAre() {
    jdbc.update(
        """
        INSERT INTO run_view (tenant, workspace, run_id, workflow, version, status, trigger,
          correlation, started_at, updated_at, events, open, steps_completed, steps_failed)
        SELECT 'default', 'default', 'run' || i, 'w', 1, 'completed', 'manual', 'c', now(), now(),
          1, '', 0, 0 FROM generate_series(1, 60000) i
        """);
    looksUpByKey();
    jdbc.execute("ANALYZE run_view");
    looksUpByKey();
  }

  private void looksUpByKey() {
    List<String> plan = jdbc.execute((ConnectionCallback<List<String>>) RunTablePlanTest::explain);
    assertThat(plan).anyMatch(line -> line.contains("Index Scan using run_view_pkey"));
    assertThat(plan).noneMatch(line -> line.contains("Seq Scan") || line.contains("Hash Join"));
  }

  /** The plan that a prepared statement ends up with, on a table that was never analysed. */
  private static List<String> explain(Connection connection) throws SQLException {
    String query = RunTable.LOAD.replace("?, ?, ?", "$1, $2, $3");
    List<String> plan = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET plan_cache_mode = force_generic_plan");
      statement.execute("PREPARE load (text[], text[], text[]) AS " + query);
      try (ResultSet lines =
          statement.executeQuery("EXPLAIN EXECUTE load ('{a,b}', '{a,b}', '{a,b}')")) {
        while (lines.next()) {
          plan.add(lines.getString(1));
        }
      }
      statement.execute("DEALLOCATE load");
      statement.execute("RESET plan_cache_mode");
    }
    return plan;
  }
}
