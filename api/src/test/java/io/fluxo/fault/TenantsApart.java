package io.fluxo.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.fault.History.Call;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a tenant sees anything of another one. */
final class TenantsApart {

  private static final int PROBES = 50;

  private final Installation fluxo;
  private final Rows rows;
  private final History history;

  TenantsApart(Installation fluxo, Rows rows, History history) {
    this.fluxo = fluxo;
    this.rows = rows;
    this.history = history;
  }

  List<String> broken() {
    List<String> all = new ArrayList<>();
    rows.of(
            """
            SELECT left(aggregate_id, 26), count(DISTINCT convert_from(metadata, 'UTF8')::jsonb ->> 't')
              FROM event WHERE aggregate_type IN ('run', 'step')
             GROUP BY 1 HAVING count(DISTINCT convert_from(metadata, 'UTF8')::jsonb ->> 't') <> 1
            """)
        .forEach(row -> all.add("Expected one tenant in run " + row));
    for (String tenant : fluxo.tenants()) {
      Set<String> others =
          history.started().stream()
              .filter(call -> !call.tenant().equals(tenant))
              .map(Call::run)
              .collect(Collectors.toSet());
      List<String> probes = others.stream().limit(PROBES).toList();
      for (String run : probes) {
        int status = fluxo.client(tenant, 0).get("/api/v1/runs/" + run).status();
        if (status != 404) {
          all.add("Expected 404 for " + tenant + " and the other's " + run + ", got " + status);
        }
      }
      Set<String> seen = listed(tenant);
      seen.retainAll(others);
      if (!seen.isEmpty()) {
        all.add("Expected " + tenant + " to see nothing of the other, but it sees " + seen);
      }
    }
    return all;
  }

  private Set<String> listed(String tenant) {
    Set<String> runs = new HashSet<>();
    String cursor = "";
    do {
      JsonNode page = fluxo.client(tenant, 0).get("/api/v1/runs?limit=100" + cursor).body();
      page.path("items").forEach(item -> runs.add(item.path("runId").asText()));
      String next = page.path("next").asText("");
      cursor = next.isEmpty() ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    return runs;
  }
}
