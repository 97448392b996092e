package io.fluxo.fault;

import io.fluxo.fault.History.Call;
import io.fluxo.fault.History.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** What must hold after every storm. Each check gives sentences about what does not. */
final class Invariants {

  private final Installation fluxo;
  private final Rows rows;
  private final History history;
  private final Duration patience;

  /**
   * Checks an installation in which every run has ended.
   *
   * @param patience how long what is cleared away shortly behind the end may take
   */
  Invariants(Installation fluxo, Rows rows, History history, Duration patience) {
    this.fluxo = fluxo;
    this.rows = rows;
    this.history = history;
    this.patience = patience;
  }

  /** Everything that does not hold. */
  List<String> broken() {
    List<String> all = new ArrayList<>();
    starts(all);
    effects(all);
    streams(all);
    work(all);
    all.addAll(new TenantsApart(fluxo, rows, history).broken());
    all.addAll(new ReadSide(fluxo, rows).broken());
    return all;
  }

  /** The runs that are found by a business key: rows hold nothing but a hash of it. */
  private List<String> named(String mark) {
    List<String> found = new ArrayList<>();
    for (String tenant : fluxo.tenants()) {
      fluxo
          .client(tenant, 0)
          .get("/api/v1/runs?limit=10&businessKey=" + mark)
          .body()
          .path("items")
          .forEach(run -> found.add(run.path("runId").asText()));
    }
    return found;
  }

  /** What was acknowledged is there once; what was refused is not there; no key has two runs. */
  private void starts(List<String> all) {
    Map<String, List<Call>> byMark =
        history.of("start").stream()
            .collect(Collectors.groupingBy(Call::mark, LinkedHashMap::new, Collectors.toList()));
    byMark.forEach(
        (mark, calls) -> {
          List<String> there = named(mark);
          List<String> told =
              calls.stream()
                  .filter(c -> c.outcome() == Outcome.OK)
                  .map(Call::run)
                  .distinct()
                  .toList();
          Call last = calls.getLast();
          if (there.size() > 1) {
            all.add(
                "Expected one run of %s, but there are %s, kept as %s %s"
                    .formatted(mark, there.stream().map(this::birth).toList(), kept(calls), calls));
          } else if (!told.isEmpty() && !told.equals(there)) {
            all.add("Expected the run " + told + " of " + mark + ", but there is " + there);
          } else if (last.outcome() == Outcome.REFUSED && last.status() > 0 && !there.isEmpty()) {
            all.add("Expected nothing of the refused " + mark + ", but there is " + there + calls);
          }
        });
  }

  /** When and in which transactions a run began and was told to the read side. */
  private String birth(String run) {
    return rows.of(
            "SELECT aggregate_id, sequence, global_index, xmin, time, type, metadata::text"
                + " FROM event WHERE aggregate_id = ? AND sequence < 2",
            run)
        .toString();
  }

  private String kept(List<Call> calls) {
    return rows.of(
            "SELECT run_id, xmin, expires_at - interval '24 hours', key FROM idempotency_key"
                + " WHERE key = ?",
            calls.getFirst().key())
        .toString();
  }

  /** No once effect happened twice, and steps say of theirs what the service wrote down. */
  private void effects(List<String> all) {
    fluxo
        .provider
        .effects()
        .forEach(
            (key, count) -> {
              if (count.get() > 1) {
                all.add("Expected one effect of " + key + ", but there are " + count);
              }
            });
    rows.of(
            """
            SELECT aggregate_id, type FROM event f
             WHERE type IN ('flx.step.succeeded', 'flx.step.failed')
               AND EXISTS (SELECT 1 FROM event s WHERE s.aggregate_id = f.aggregate_id
                            AND s.sequence = 0
                            AND convert_from(s.payload, 'UTF8')::jsonb ->> 'effect' = 'once')
               AND NOT EXISTS (SELECT 1 FROM event l WHERE l.aggregate_id = f.aggregate_id
                                AND l.sequence > f.sequence)
            """)
        .forEach(
            row -> {
              int expected = row.getLast().equals("flx.step.succeeded") ? 1 : 0;
              if (fluxo.provider.effects(row.getFirst()) != expected) {
                all.add(
                    "Expected %d effects of %s, which %s, but there are %d"
                        .formatted(
                            expected,
                            row.getFirst(),
                            row.getLast(),
                            fluxo.provider.effects(row.getFirst())));
              }
            });
  }

  /** Every stream is dense from 0, and no run ended twice. */
  private void streams(List<String> all) {
    rows.of(
            "SELECT aggregate_id, min(sequence), max(sequence), count(*) FROM event"
                + " GROUP BY aggregate_id"
                + " HAVING min(sequence) <> 0 OR max(sequence) <> count(*) - 1")
        .forEach(row -> all.add("Expected a dense stream, but there is " + row));
    rows.of(
            "SELECT aggregate_id FROM event WHERE type ~ '^flx.run.(succ|fail|canc|timed)'"
                + " GROUP BY aggregate_id HAVING count(*) > 1")
        .forEach(row -> all.add("Expected one end of run " + row));
  }

  /** All runs have ended, so nothing is waited for, held or claimed by whoever is not there. */
  private void work(List<String> all) {
    // Rows of notices are removed shortly behind the end of the run.
    settled("SELECT count(*) FROM open_work", 0);
    rows.of("SELECT id, kind, due_at, owner FROM open_work")
        .forEach(row -> all.add("Expected no open work, but there is " + row));
    rows.of("SELECT id, event FROM event_wait")
        .forEach(row -> all.add("Expected nobody to wait for an event, but there is " + row));
    rows.of(
            "SELECT processor_name, segment, owner, timestamp FROM token_entry WHERE owner IS NOT"
                + " NULL AND timestamp::timestamptz < now() - interval '30 seconds'")
        .forEach(row -> all.add("Expected no old claim, but there is " + row));
    String living = "SELECT count(*) FROM worker WHERE alive_until > now()";
    long alive = settled(living, fluxo.nodes.size());
    if (alive != fluxo.nodes.size()) {
      all.add("Expected %d living workers, but there are %d".formatted(fluxo.nodes.size(), alive));
    }
  }

  /** The number, as wanted or as it is when patience ends. */
  private long settled(String sql, long wanted) {
    long end = System.nanoTime() + patience.toNanos();
    long number = rows.number(sql);
    while (number != wanted && System.nanoTime() < end) {
      LockSupport.parkNanos(200_000_000L);
      number = rows.number(sql);
    }
    return number;
  }
}
