package io.fluxo.fault;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The page with the figures.
 *
 * @param seconds how long things went wrong in all storms together
 * @param kills how many nodes were killed for the recovery times
 * @param recoveries milliseconds, in order
 */
record ResiliencePage(
    int seconds, List<Storm> storms, int kills, List<Long> recoveries, List<HalfDown.Line> lines) {

  String text() {
    StepFigures all = storms.stream().map(Storm::steps).reduce(StepFigures::plus).orElseThrow();
    long inconsistent = storms.stream().filter(storm -> !storm.broken().isEmpty()).count();
    return """
    # Resilience, measured

    Written by the command

        ./mvnw -B -Psoak -pl api -am verify -Dfault.seconds=%d -Dfault.storms=%d

    Two nodes with a PostgreSQL of the operator, two tenants, users who start runs of nine shapes, cancel and send
    events. In a storm these go wrong beside one another, by a plan that follows from a seed: nodes killed and stood still
    for up to 14 s; PostgreSQL crashed, its sessions ended; the network before it slow, narrow, silent, torn, replies to
    COMMIT swallowed; the called service busy, limiting, broken, late, hanging, torn, lying, gone. After each storm the
    invariants are checked from what users heard and what the called service wrote down (`Invariants`): whatever was
    acknowledged has ended, once effects happened once, streams are dense, nothing is held by the dead, tenants saw
    nothing of one another, and the read side is what a full replay gives.

    `FaultTest` is such a storm of 25 s in every `verify`. `-Dfault.seconds=1800` makes it longer, `-Dfault.seed=7` repeats a
    plan, though processes interleave as they like. `InvariantsTest` shows that the checks can fail, `DiskFullTest` fills the
    disk of PostgreSQL (as root only), `ClockJumpTest` lets the clock jump.

    | criterion | wanted | measured | |
    |---|---|---|---|
    | transient faults recovered without help: steps that may be repeated | 99 %% | %s of %d | %s |
    | the same for all steps, `once` of unknown outcome included | 99 %% | %s of %d | %s |
    | storms after which something was inconsistent for good | 0 | %d of %d | %s |
    | calls at the service that are traced to a stored step and its end | 100 %% | %s of %d | %s |
    | recovery after a node was killed (%d kills, %d runs): p50, p99, longest | p99 < 10 s | %s, %s, %s | %s |
    | runs in which a person had to settle something | < 1 %% | %s of %d | %s |

    %d runs and %d steps, %d s of storms with the seeds %s. Of %d steps nobody could tell the outcome from here
    for good: the request was sent, the service acted, its answer was lost or a lie, and so were the answers to the look-ups
    that both nodes of effect `once` have here. Such a step is not repeated; a person settled it by what the service had
    written down. How many there are is of the storm's making: the service misbehaves most of the time.

    ## With one of two called services away

    Ten runs a second of each: `chain` calls nobody, `up` calls the service that is there, `down` the one that is away. Ended
    counts what had completed within five seconds.

    | the other service | runs | asked | ended | share | p99 of those |
    |---|---|---|---|---|---|
    %s
    """
        .formatted(
            seconds,
            storms.size(),
            share(all.repeatableRecovered(), all.repeatable()),
            all.repeatable(),
            verdict(all.repeatableRecovered() >= 0.99 * all.repeatable()),
            share(all.recovered(), all.troubled()),
            all.troubled(),
            verdict(all.recovered() >= 0.99 * all.troubled()),
            inconsistent,
            storms.size(),
            verdict(inconsistent == 0),
            share(all.traced(), all.calls()),
            all.calls(),
            verdict(all.traced() == all.calls()),
            kills,
            recoveries.size(),
            seconds(50),
            seconds(99),
            seconds(100),
            verdict(percentile(99) < 10_000),
            share(all.helped(), all.runs()),
            all.runs(),
            verdict(all.helped() < 0.01 * all.runs()),
            all.runs(),
            all.steps(),
            seconds,
            storms.stream()
                .map(storm -> String.valueOf(storm.seed()))
                .collect(Collectors.joining(", ")),
            all.unknown(),
            lines.stream()
                .filter(line -> !line.service().equals("warming up"))
                .map(ResiliencePage::row)
                .collect(Collectors.joining("\n")));
  }

  private static String row(HalfDown.Line line) {
    return "| %s | `%s` | %d | %d | %s | %d ms |"
        .formatted(
            line.service(),
            line.shape(),
            line.asked(),
            line.ended(),
            share(line.ended(), line.asked()),
            line.p99());
  }

  private static String share(long part, long whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.2f %%", 100.0 * part / whole);
  }

  private static String verdict(boolean reached) {
    return reached ? "reached" : "**missed**";
  }

  private long percentile(int percent) {
    return recoveries.get(Math.max(0, recoveries.size() * percent / 100 - 1));
  }

  private String seconds(int percent) {
    return String.format(Locale.ROOT, "%.1f s", percentile(percent) / 1000.0);
  }
}
