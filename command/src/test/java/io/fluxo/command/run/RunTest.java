package io.fluxo.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.command.calendar.Calendars;
import io.fluxo.command.expression.BoundedExpressions;
import io.fluxo.command.humantask.StoredTasks;
import io.fluxo.command.node.BuiltInNodes;
import io.fluxo.command.node.NodeTypes;
import io.fluxo.command.seal.DataSubjects;
import io.fluxo.command.step.StoredSteps;
import io.fluxo.command.workflow.Definition;
import io.fluxo.command.workflow.DefinitionParser;
import io.fluxo.command.workflow.PublishedDefinitions;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.IdempotencyKey;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunCommand.CancelRun;
import io.fluxo.messages.run.RunCommand.DeliverEvent;
import io.fluxo.messages.run.RunCommand.StartRun;
import io.fluxo.messages.run.RunEvent.RunAdvanced;
import io.fluxo.messages.run.RunEvent.RunCancelled;
import io.fluxo.messages.run.RunEvent.RunCompleted;
import io.fluxo.messages.run.RunEvent.RunStarted;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunStart;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.run.WorkflowRef;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepEvent.StepScheduled;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.WorkflowId;
import io.fluxo.messages.workflow.WorkflowKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.matchers.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stream of a run, from command to event. */
class RunTest {

  private static final RunId RUN = new RunId("01jd0000000000000000000000");
  private static final StepId PARENT = StepId.of(new RunId("01jd0000000000000000000001"), 4);
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final WorkflowRef REF = new WorkflowRef(new WorkflowId("w"), 1, "h");
  private static final Map<String, ?> ANA = Context.of("user:ana", "c1").toMetaData();
  private static final Payload INPUT = Payload.of(Map.of("n", 1));
  private static final RunStarted STARTED = started(null);
  private static final RunAdvanced WAITING =
      new RunAdvanced(List.of(new Move.Parked(1, "wait", 0, null, "go", null)));
  private static final Calendars CALENDARS =
      new Calendars(
          EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build(),
          () -> NOW);
  private static final NodeTypes TYPES = BuiltInNodes.withEffect();

  private final Map<String, RunStart> keys = new HashMap<>();
  private final List<RunId> ended = new ArrayList<>();
  // The fixture takes the events of one aggregate only.
  private final EventStore steps =
      EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build();
  private FixtureConfiguration<Run> fixture;

  /** An event as it is stored for Ana's workspace. */
  private static EventMessage<?> anas(Object event) {
    return GenericEventMessage.asEventMessage(event).withMetaData(ANA);
  }

  private void given(String yaml) {
    Definition definition = new DefinitionParser(TYPES).parse(yaml).definition();
    fixture = new AggregateTestFixture<>(Run.class);
    fixture.registerAnnotatedCommandHandler(
        new RunHandler(
            fixture.getRepository(),
            StoredSteps.in(steps),
            StoredTasks.in(steps, CALENDARS),
            StoredTasks.desks(CALENDARS),
            new Plans(new Only(definition), TYPES),
            new RunDecisions(new BoundedExpressions(System::nanoTime), RunLimits.DEFAULT),
            new Keys(keys),
            (child, context) -> ended.add(child),
            new RunHistory(fixture.getEventStore()),
            new Places(),
            new AboutWhom(new People()),
            () -> NOW));
  }

  /** Whoever is named is hidden behind stars; a parent is about nobody. */
  private static final class People implements DataSubjects {
    @Override
    public String id(Context context, String identifier) {
      return "*".repeat(identifier.length());
    }

    @Override
    public @Nullable String ofRun(Context context, RunId run) {
      return null;
    }
  }

  @Test
  void aRunIsAboutWhomItsWorkflowSays() {
    given(
        """
        id: w
        settings: {dataSubject: /customer/cpf}
        nodes:
          - {id: wait, type: wait_for_event, config: {event: go}}
        """);
    fixture
        .givenNoPriorActivity()
        .when(
            new StartRun(
                RUN,
                REF.id(),
                null,
                TriggerKind.MANUAL,
                null,
                Payload.of(Map.of("customer", Map.of("cpf", "123"))),
                null,
                null,
                null,
                0),
            ANA)
        .expectEventsMatching(
            Matchers.payloadsMatching(
                Matchers.sequenceOf(
                    Matchers.predicate(
                        event ->
                            event instanceof RunStarted started
                                && "***".equals(started.subject())))));
  }

  @BeforeEach
  void aRunThatWaits() {
    given(
        """
        id: w
        nodes:
          - {id: wait, type: wait_for_event, config: {event: go}, next: end}
          - {id: end, type: data_transform, config: {value: "${nodes.wait.output.n}"}}
        """);
  }

  @Test
  void theFirstEventMakesTheStream() {
    fixture
        .givenNoPriorActivity()
        .when(start(null), ANA)
        .expectResultMessagePayload(new RunStart(RUN, REF, false))
        .expectEvents(STARTED, WAITING);
  }

  @Test
  void effectsAreAskedForInStreamsOfTheirOwn() {
    given("id: w\nnodes:\n  - {id: act, type: effect, config: {n: 1}}\n");
    fixture
        .givenNoPriorActivity()
        .when(start(null), ANA)
        .expectEvents(STARTED, new RunAdvanced(List.of(new Move.Scheduled(1, "act", 0))));
    StepId step = StepId.of(RUN, 1);
    assertThat(steps.readEvents(step.value()).next().getPayload())
        .isEqualTo(new StepScheduled(step, "act", "effect", Effect.IDEMPOTENT, INPUT, null));
  }

  @Test
  void aKeyThatIsTakenGivesTheFirstAnswer() {
    RunStart first = new RunStart(new RunId("01jd0000000000000000000009"), REF, true);
    keys.put("order-7", first);
    fixture
        .givenNoPriorActivity()
        .when(start(new IdempotencyKey("api:w", "order-7", "f", Duration.ofDays(1))), ANA)
        .expectResultMessagePayload(first)
        .expectNoEvents();
  }

  @Test
  void theEventThatIsWaitedForCarriesTheRunOn() {
    fixture
        .given(anas(STARTED), WAITING)
        .when(new DeliverEvent(RUN, 1, "e1", INPUT), ANA)
        .expectEvents(
            new RunAdvanced(
                List.of(
                    new Move.Resumed(1, INPUT, "received"),
                    new Move.Evaluated("end", 0, Payload.of(1), null, null))),
            new RunCompleted(Payload.of(1)));
    assertThat(ended).isEmpty();
  }

  @Test
  void aSnapshotStandsForTheEventsBeforeIt() {
    fixture
        .given(anas(RunSnapshot.of(RunState.INITIAL.after(STARTED).after(WAITING))))
        .when(new CancelRun(RUN, "Not needed"), ANA)
        .expectEvents(new RunCancelled("Not needed"));
  }

  @Test
  void theParentOfARunLearnsOfItsEnd() {
    fixture
        .given(anas(started(PARENT)), WAITING)
        .when(new CancelRun(RUN, null), ANA)
        .expectEvents(new RunCancelled(null));
    assertThat(ended).containsExactly(RUN);
  }

  @Test
  void whatHasEndedStaysAsItIs() {
    fixture
        .given(anas(STARTED), WAITING, new RunCompleted(Payload.of(1)))
        .when(new DeliverEvent(RUN, 1, "e2", INPUT), ANA)
        .expectSuccessfulHandlerExecution()
        .expectNoEvents();
  }

  @Test
  void runsOfOthersAreNotFound() {
    Map<String, ?> stranger =
        new Context("other", "main", "user:eve", "c2", null, null).toMetaData();
    fixture
        .given(anas(STARTED), WAITING)
        .when(new CancelRun(RUN, null), stranger)
        .expectNoEvents()
        .expectException(Rejection.class)
        .expectExceptionMessage("There is no run " + RUN);
  }

  private static RunStarted started(@Nullable StepId parent) {
    return new RunStarted(
        RUN, REF, TriggerKind.MANUAL, null, INPUT, null, parent, 0, null, "user:ana", null);
  }

  private static StartRun start(@Nullable IdempotencyKey key) {
    return new StartRun(RUN, REF.id(), null, TriggerKind.MANUAL, null, INPUT, null, key, null, 0);
  }

  /** One workflow of the default tenant, in one version. */
  private record Only(Definition definition) implements PublishedDefinitions {
    @Override
    public Published find(WorkflowKey key, @Nullable Integer version) {
      if (!key.equals(WorkflowKey.of("default", "main", REF.id()))) {
        throw Rejection.notFound("workflow " + key.id());
      }
      return new Published(REF, definition, false);
    }

    @Override
    public Definition at(WorkflowKey key, int version) {
      return find(key, version).definition();
    }

    @Override
    public void published(WorkflowKey key) {}
  }

  /** Keys in memory. */
  private record Keys(Map<String, RunStart> taken) implements IdempotencyKeys {
    @Override
    public @Nullable RunStart claim(Context context, IdempotencyKey key, RunStart start) {
      return taken.putIfAbsent(key.key(), start);
    }

    @Override
    public void release(Context context, IdempotencyKey key) {
      taken.remove(key.key());
    }
  }

  /** There is always a place. */
  private static final class Places implements RunPlaces {
    @Override
    public boolean take(Context context, WorkflowId workflow, RunId run, int most) {
      return true;
    }

    @Override
    public void release(Context context, WorkflowId workflow, RunId run, int most) {
      // nobody is in line
    }
  }
}
