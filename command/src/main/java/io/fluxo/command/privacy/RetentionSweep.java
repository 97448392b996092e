package io.fluxo.command.privacy;

import io.fluxo.command.workflow.PublishedDefinitions;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.workflow.WorkflowId;
import io.fluxo.messages.workflow.WorkflowKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.common.IdentifierFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases what is kept longer than its workflow or workspace says. What is under way or held stays,
 * and is looked at again the next time.
 */
final class RetentionSweep {

  private static final Logger LOG = LoggerFactory.getLogger(RetentionSweep.class);
  private static final int BATCH = 200;
  private static final String ACTOR = "retention";

  private record Place(String tenant, String workspace, String workflow, int version) {}

  private final ExpiredRuns runs;
  private final RetentionTable retention;
  private final EndedStreams streams;
  private final HoldTable holds;
  private final Erasures erasures;
  private final PublishedDefinitions definitions;
  private final InstantSource clock;

  RetentionSweep(
      ExpiredRuns runs,
      RetentionTable retention,
      EndedStreams streams,
      HoldTable holds,
      Erasures erasures,
      PublishedDefinitions definitions,
      InstantSource clock) {
    this.runs = runs;
    this.retention = retention;
    this.streams = streams;
    this.holds = holds;
    this.erasures = erasures;
    this.definitions = definitions;
    this.clock = clock;
  }

  /** Looks at everything that is kept once; answers how much was erased. */
  int sweep() {
    Instant now = clock.instant();
    Map<Place, Optional<Duration>> known = new HashMap<>();
    int erased = 0;
    String after = "";
    List<ExpiredRuns.Kept> batch;
    do {
      batch = runs.beganBefore(now, after, BATCH);
      Map<Place, List<String>> due = new HashMap<>();
      for (ExpiredRuns.Kept run : batch) {
        Place place =
            new Place(
                run.tenant(),
                run.workspace(),
                run.workflow() == null ? "" : run.workflow(),
                run.version());
        Optional<Duration> keep = known.computeIfAbsent(place, this::keep);
        if (keep.isPresent() && !run.lastAt().plus(keep.get()).isAfter(now)) {
          due.computeIfAbsent(place, ignored -> new ArrayList<>()).add(run.id());
        }
      }
      for (Map.Entry<Place, List<String>> each : due.entrySet()) {
        erased += erase(each.getKey(), each.getValue());
      }
      after = batch.isEmpty() ? after : batch.getLast().id();
    } while (batch.size() == BATCH);
    return erased;
  }

  private int erase(Place place, List<String> due) {
    List<String> free = new ArrayList<>(due);
    free.removeAll(streams.open(due));
    free.removeAll(holds.held(place.tenant(), place.workspace(), due));
    if (free.isEmpty()) {
      return 0;
    }
    String id = IdentifierFactory.getInstance().generateIdentifier();
    Context context = new Context(place.tenant(), place.workspace(), ACTOR, id, null, null);
    try {
      erasures.runs(context, "retention/" + id, free, Erasures.RETENTION, null);
      return free.size();
    } catch (Rejection e) {
      LOG.info("{} runs are erased later: {}", free.size(), e.getMessage());
      return 0;
    }
  }

  private Optional<Duration> keep(Place place) {
    Duration own = place.workflow().isEmpty() ? null : ofWorkflow(place);
    if (own != null) {
      return Optional.of(own);
    }
    return Optional.ofNullable(retention.days(place.tenant(), place.workspace()))
        .map(Duration::ofDays);
  }

  /** What the version says that the run executes, whatever became of the workflow. */
  private @Nullable Duration ofWorkflow(Place place) {
    WorkflowKey key =
        WorkflowKey.of(place.tenant(), place.workspace(), new WorkflowId(place.workflow()));
    return definitions.at(key, place.version()).settings().retention();
  }
}
