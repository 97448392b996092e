package io.fluxo.fault;

import java.util.HashSet;
import java.util.List;

/**
 * What became of the steps of a storm.
 *
 * @param runs how many runs there were
 * @param steps how many steps there were
 * @param troubled steps of which an attempt failed in passing, or may have had its effect unseen
 * @param recovered of those, the ones that ended well without anybody's help
 * @param repeatable troubled steps that may be repeated
 * @param repeatableRecovered of those, the ones that ended well without anybody's help
 * @param unknown steps whose outcome nobody could tell from here
 * @param helped runs in which a person settled something
 * @param calls keys under which the called service was called
 * @param traced of those, the ones that are a step of which attempt and end are stored
 */
record StepFigures(
    long runs,
    long steps,
    long troubled,
    long recovered,
    long repeatable,
    long repeatableRecovered,
    long unknown,
    long helped,
    long calls,
    long traced) {

  private static final String FIGURES =
      """
      WITH step AS (
        SELECT s.aggregate_id AS id,
               convert_from(s.payload, 'UTF8')::jsonb ->> 'effect' = 'once' AS once,
               bool_or(e.type = 'flx.step.failed') AS failed,
               bool_or(e.type = 'flx.step.outcome_unknown') AS unknown,
               bool_or(e.type = 'flx.step.resolved'
                 AND convert_from(e.payload, 'UTF8') LIKE '%as the service wrote it down%')
                 AS resolved,
               (array_agg(e.type ORDER BY e.sequence DESC))[1] IN
                 ('flx.step.succeeded', 'flx.step.cancelled') AS good
          FROM event s JOIN event e ON e.aggregate_id = s.aggregate_id
         WHERE s.type = 'flx.step.scheduled' GROUP BY 1, 2)
      SELECT (SELECT count(*) FROM event WHERE type = 'flx.run.started'),
             count(*),
             count(*) FILTER (WHERE failed OR unknown),
             count(*) FILTER (WHERE (failed OR unknown) AND good AND NOT resolved),
             count(*) FILTER (WHERE (failed OR unknown) AND NOT once),
             count(*) FILTER (WHERE (failed OR unknown) AND NOT once AND good AND NOT resolved),
             count(*) FILTER (WHERE unknown),
             count(DISTINCT left(id, 26)) FILTER (WHERE resolved)
        FROM step
      """;

  /** All that is stored, and what the service wrote down. */
  static StepFigures of(Rows rows, Provider provider) {
    List<Long> all = rows.of(FIGURES).getFirst().stream().map(Long::valueOf).toList();
    List<String> ended =
        rows.column(
            "SELECT DISTINCT aggregate_id FROM event WHERE type IN"
                + " ('flx.step.succeeded', 'flx.step.failed', 'flx.step.cancelled')");
    List<String> called = List.copyOf(provider.calls().keySet());
    long traced = called.stream().filter(new HashSet<>(ended)::contains).count();
    return new StepFigures(
        all.get(0),
        all.get(1),
        all.get(2),
        all.get(3),
        all.get(4),
        all.get(5),
        all.get(6),
        all.get(7),
        called.size(),
        traced);
  }

  /** Both together. */
  StepFigures plus(StepFigures other) {
    return new StepFigures(
        runs + other.runs,
        steps + other.steps,
        troubled + other.troubled,
        recovered + other.recovered,
        repeatable + other.repeatable,
        repeatableRecovered + other.repeatableRecovered,
        unknown + other.unknown,
        helped + other.helped,
        calls + other.calls,
        traced + other.traced);
  }
}
