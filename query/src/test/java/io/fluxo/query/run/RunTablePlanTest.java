package io.fluxo.query.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.query.ReadSide;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the projector asks in every batch must not slow down as finished runs pile up. */
class RunTablePlanTest {

  private static final String[] TEXT = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};

  @Test
  void theRowsOfABatchAreLookedUpOneByOneHoweverManyThereAre() {
    JdbcTemplate jdbc = new ReadSide().jdbc();
    jdbc.update(
        """
        INSERT INTO run_view (tenant, workspace, run_id, workflow, version, status, trigger,
          correlation, started_at, updated_at, events, open, steps_completed, steps_failed)
        SELECT 'default', 'default', 'run' || i, 'w', 1, 'completed', 'manual', 'c', now(), now(),
          1, '', 0, 0 FROM generate_series(1, 60000) i
        """);
    jdbc.execute("ANALYZE run_view");

    List<String> plan =
        jdbc.queryForList("EXPLAIN " + RunTable.LOAD, String.class, TEXT, TEXT, TEXT);

    assertThat(plan).anyMatch(line -> line.contains("Index Scan using run_view_pkey"));
    assertThat(plan).noneMatch(line -> line.contains("Seq Scan") || line.contains("Hash Join"));
  }
}
