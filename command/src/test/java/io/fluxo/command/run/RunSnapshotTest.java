package io.fluxo.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent.RunAdvanced;
import io.fluxo.messages.run.RunEvent.RunStarted;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.run.WorkflowRef;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.WorkflowId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What a snapshot looks like is known by its revision. When this test finds another form, raise the
 * revision in {@link RunSnapshot#TYPE} and write the file of the new one with {@code
 * -Dgolden.write=true}; snapshots of the old one are then passed over.
 */
class RunSnapshotTest {

  private static final RunId RUN = new RunId("01jd0000000000000000000000");
  private static final Instant TIME = Instant.parse("2026-01-31T12:00:00.123456Z");
  private static final Payload DATA = Payload.of(Map.of("total", 12.5));

  private final ObjectMapper mapper = Json.mapper();

  @Test
  void theFormOfARevisionStaysAsItIs() throws IOException {
    RunState state = state();
    Path file =
        Path.of(
            "src/test/resources/golden/%s.%d.json"
                .formatted(RunSnapshot.TYPE.name(), RunSnapshot.TYPE.revision()));
    String written =
        mapper.writerWithDefaultPrettyPrinter().writeValueAsString(RunSnapshot.of(state)) + "\n";
    if (Boolean.getBoolean("golden.write") && !Files.exists(file)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, written);
    }
    String golden = Files.readString(file);
    assertThat(mapper.readTree(written)).isEqualTo(mapper.readTree(golden));
    assertThat(mapper.readValue(golden, RunSnapshot.class).state()).isEqualTo(state);
  }

  @Test
  void snapshotsAreDueMoreRarelyAsARunGrows() {
    long[] due = LongStream.rangeClosed(1, 10_240).filter(RunSnapshots::isDue).toArray();
    assertThat(due).startsWith(256, 512, 768, 1024).contains(2048, 2560, 4096, 5120, 8192, 10_240);
    assertThat(due).hasSizeLessThan(20);
    long before = 0;
    for (long events : due) {
      assertThat(events - before).isLessThanOrEqualTo(Math.max(256, before / 4 + 1));
      before = events;
    }
  }

  /** A run with everything open that can be. */
  private static RunState state() {
    return RunState.INITIAL
        .after(
            new RunStarted(
                RUN,
                new WorkflowRef(new WorkflowId("order-intake"), 1, "ab12"),
                TriggerKind.WEBHOOK,
                "hook",
                DATA,
                "order-7",
                StepId.of(RUN, 2),
                1,
                TIME))
        .after(
            new RunAdvanced(
                List.of(
                    new Move.Evaluated(
                        "set", 0, DATA, null, Map.of("a", Payload.of(1), "none", Payload.NULL)),
                    new Move.Opened(
                        1, "each", 0, Payload.of(Arrays.asList(1, null, Map.of("n", 2)))),
                    new Move.Entered(1, 1, "0"),
                    new Move.Entered(2, 1, "1"),
                    new Move.Left(1, Payload.NULL),
                    new Move.Scheduled(2, "pay", 2),
                    new Move.Failed(
                        2, "pay", 2, Failure.passing(Failure.TIMEOUT, "Too long"), "handler"),
                    new Move.Scheduled(3, "handler", 2),
                    new Move.Opened(4, "both", 0, Payload.NULL),
                    new Move.Entered(3, 4, "left"),
                    new Move.Parked(5, "wait", 3, TIME, "payment.received", "order-7"))));
  }
}
