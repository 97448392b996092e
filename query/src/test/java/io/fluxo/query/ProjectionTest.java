package io.fluxo.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunQuery;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.TriggerView;
import io.fluxo.messages.workflow.WorkflowQuery;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever way events are cut into batches, delivered again or replayed, the rows are the same. */
class ProjectionTest {
  private final ReadSide side = new ReadSide();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void batchesRedeliveryAndReplayGiveTheSameRows(long seed) {
    new History(side::store, seed).live(25);
    List<DomainEventMessage<?>> all = side.stored();
    side.project(all);
    List<String> atOnce = side.rows();
    assertThat(atOnce).hasSizeGreaterThan(20);
    side.reset();
    assertThat(side.rows()).isEmpty();

    for (DomainEventMessage<?> message : all) {
      side.project(List.of(message));
    }
    assertThat(side.rows()).isEqualTo(atOnce);
    assertThat(counts()).isEqualTo(summed());

    side.reset();
    Random random = new Random(seed);
    int at = 0;
    while (at < all.size()) {
      int end = Math.min(all.size(), at + 1 + random.nextInt(40));
      side.project(all.subList(at, end));
      at = random.nextInt(3) == 0 ? Math.max(0, end - random.nextInt(60)) : end;
    }
    assertThat(side.rows()).isEqualTo(atOnce);
    side.project(all);
    assertThat(side.rows()).isEqualTo(atOnce);
  }

  @Test
  void aBatchThatCannotBeWrittenLeavesNothing() {
    new History(side::store, 9).live(5);
    side.owner().execute("ALTER TABLE run_count RENAME TO away");
    try {
      assertThatThrownBy(() -> side.project(side.stored())).isNotNull();
    } finally {
      side.owner().execute("ALTER TABLE away RENAME TO run_count");
    }
    assertThat(side.rows()).isEmpty();
    side.project(side.stored());
    assertThat(side.rows()).hasSize(7);
  }

  @Test
  void aStepEventThatComesAgainDoesNotTurnTheStepBack() {
    RunId run = History.id(1);
    String step = StepId.of(run, 1).value();
    side.store("default", "main", run.value(), History.started(run, null), History.START);
    side.store(
        "default",
        "main",
        run.value(),
        new RunEvent.RunAdvanced(List.of(new Move.Scheduled(1, "call", 0))),
        History.START);
    side.store("default", "main", step, new StepEvent.StepStarted(1, "w"), History.START);
    side.store(
        "default",
        "main",
        step,
        new StepEvent.StepFailed(1, History.FAILURE, History.START),
        History.START);
    side.project(side.stored());
    List<String> rows = side.rows();
    assertThat(rows.getFirst()).contains("recovering");
    side.project(side.stored().subList(2, 3));
    assertThat(side.rows()).isEqualTo(rows);
  }

  @Test
  void aCharacterThatTextCannotHoldStopsNobody() throws Throwable {
    String run = History.id(1).value();
    side.store("default", "main", run, History.started(History.id(1), "a\0b"), History.START);
    side.project(side.stored());
    Page<?> found =
        side.ask(
            new RunQuery.ListRuns(
                "default", "main", null, null, "a\0b", null, null, new PageRequest(null, 9)),
            ResponseTypes.instanceOf(Page.class));
    assertThat(found.items()).hasSize(1);
    assertThat(
            side.ask(
                new WorkflowQuery.FindTriggers("default", "main", TriggerKind.WEBHOOK, "\0"),
                ResponseTypes.multipleInstancesOf(TriggerView.class)))
        .isEmpty();
  }

  @Test
  void aRunThatEndsInsideOneBatchNeverHasItsMovesRead() {
    String run = History.id(1).value();
    side.store("default", "main", run, History.started(History.id(1), null), History.START);
    side.store("default", "main", run, new RunEvent.RunAdvanced(null), History.START);
    side.store("default", "main", run, new RunEvent.RunCompleted(Payload.EMPTY), History.START);
    side.project(side.stored());
    assertThat(side.jdbc().queryForMap("SELECT status, events FROM run_view"))
        .isEqualTo(Map.of("status", "completed", "events", 3L));
  }

  private Map<String, Object> counts() {
    return side.jdbc()
        .queryForMap(
            """
            SELECT sum(runs_waiting) w, sum(runs_active) a, sum(runs_completed) c,
              sum(runs_failed) f, sum(steps_completed) sc, sum(steps_failed) sf FROM run_count
            """);
  }

  private Map<String, Object> summed() {
    return side.jdbc()
        .queryForMap(
            """
            SELECT (count(*) FILTER (WHERE status LIKE 'waiting%' OR status = 'paused'))::numeric w,
              (count(*) FILTER (WHERE status IN ('running', 'recovering', 'degraded',
                'fallback', 'compensating')))::numeric a,
              (count(*) FILTER (WHERE status IN ('completed', 'compensated')))::numeric c,
              (count(*) FILTER (WHERE status IN ('failed', 'timeout')))::numeric f,
              sum(steps_completed)::numeric sc, sum(steps_failed)::numeric sf FROM run_view
            """);
  }
}
