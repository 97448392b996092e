package io.fluxo.query.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunStatus;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.query.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of statuses: no run leaves it, and every status is reached. */
class StatusesTest {

  private static final Path TABLE = Path.of("..", "docs", "run-statuses.md");

  private final Map<String, RunState> runs = new HashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<RunStatus, Set<RunStatus>> seen = new EnumMap<>(RunStatus.class);

  /** Seeds 1 to 60; a transition that is not allowed names the run's seed. */
  @Test
  void runsGoTheWaysOfTheTable() {
    for (long seed = 1; seed <= 60; seed++) {
      runs.clear();
      sequences.clear();
      long now = seed;
      new History(
              (tenant, workspace, subject, event, time) -> fold(now, tenant, subject, event, time),
              seed)
          .live(40);
    }
    Set<RunStatus> reached = EnumSet.of(RunStatus.RUNNING);
    seen.values().forEach(reached::addAll);
    assertThat(reached)
        .as("the random lives know no queue for places")
        .isEqualTo(EnumSet.complementOf(EnumSet.of(RunStatus.PENDING)));
  }

  private void fold(long seed, String tenant, String subject, Object event, java.time.Instant at) {
    String run = subject.substring(0, 26);
    long sequence = sequences.merge(subject, 1L, Long::sum) - 1;
    RunState state =
        runs.computeIfAbsent(run, id -> new RunState(new RunKey(tenant, "main", id), "c"));
    RunStatus before = state.startedAt.equals(java.time.Instant.EPOCH) ? null : state.status();
    if (event instanceof RunEvent) {
      state.run(sequence, at, event.getClass(), () -> event);
    } else if (event instanceof StepEvent) {
      state.step(new StepId(subject).ordinal(), sequence, at, event.getClass(), () -> event, false);
    }
    RunStatus after = state.status();
    if (before != null && before != after) {
      assertThat(before.next()).as("seed %d, %s after %s", seed, event, before).contains(after);
      seen.computeIfAbsent(before, status -> EnumSet.noneOf(RunStatus.class)).add(after);
    }
  }

  @Test
  void theDocumentedTableIsTheOneInForce() throws IOException {
    StringBuilder table = new StringBuilder();
    table.append("# Statuses of runs\n\n");
    table.append("What a run can be, what that means, and what can come next. Generated from ");
    table.append("`RunStatus`; `StatusesTest` sees to it that no run goes another way.\n\n");
    table.append("| status | meaning | next |\n|---|---|---|\n");
    for (RunStatus status : RunStatus.values()) {
      String next =
          status.next().stream()
              .map(each -> "`" + each.text() + "`")
              .collect(Collectors.joining(" "));
      table.append(
          "| `%s` | %s | %s |\n"
              .formatted(status.text(), status.meaning(), next.isEmpty() ? "nothing" : next));
    }
    table.append(
        """

        `failed` and `timeout` are ends, unless somebody retries, skips, forces or rewinds the run. A
        run that is `waiting_input`, or has ended, may ask for a person: `attention` says why
        (`failed`, `escalated`, `outcome_unknown`, `undo_failed`), and `/api/v1/dead-letters` lists
        them.
        """);
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(TABLE, table.toString());
    }
    assertThat(Files.readString(TABLE)).isEqualTo(table.toString());
  }
}
