package io.fluxo.command.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.workflow.WorkflowEvent;
import io.fluxo.messages.workflow.WorkflowEvent.WorkflowArchived;
import io.fluxo.messages.workflow.WorkflowEvent.WorkflowDrafted;
import io.fluxo.messages.workflow.WorkflowEvent.WorkflowPublished;
import io.fluxo.messages.workflow.WorkflowKey;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoredDefinitionsTest {

  private static final WorkflowKey KEY = new WorkflowKey("default/main/w");

  private final DefinitionParser parser = new DefinitionParser(FakeTypes.all());
  private final Counting engine = new Counting();
  private final EventStore store = EmbeddedEventStore.builder().storageEngine(engine).build();
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private final StoredDefinitions definitions = new StoredDefinitions(store, () -> now);
  private long sequence;

  /** An engine that counts how often a stream is opened. */
  private static final class Counting extends InMemoryEventStorageEngine {
    private int reads;

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
      reads++;
      return super.readEvents(aggregateIdentifier, firstSequenceNumber);
    }
  }

  private void happened(WorkflowEvent event) {
    DomainEventMessage<?> message =
        new GenericDomainEventMessage<>("Workflow", KEY.value(), sequence++, event);
    store.publish(message);
  }

  private WorkflowPublished published(int version) {
    String source = "id: w\nname: v%d\nnodes:\n  - {id: a, type: set}\n".formatted(version);
    ParsedDefinition parsed = parser.parse(source);
    return new WorkflowPublished(
        KEY, version, "v" + version, source, parsed.tree(), parsed.hash(), parsed.triggers());
  }

  private Rejection.@Nullable Code refusal(@Nullable Integer version) {
    Rejection rejection =
        catchThrowableOfType(Rejection.class, () -> definitions.find(KEY, version));
    return rejection == null ? null : rejection.code();
  }

  @AfterEach
  void leaveNoUnitOfWorkBehind() {
    while (CurrentUnitOfWork.isStarted()) {
      CurrentUnitOfWork.get().rollback();
    }
  }

  @Test
  void theNewestOrAnyVersionIsFound() {
    Stream.of(1, 2, 3).forEach(version -> happened(published(version)));
    assertThat(definitions.find(KEY, null).ref().version()).isEqualTo(3);
    assertThat(definitions.find(KEY, 2).definition().name()).isEqualTo("v2");
    assertThat(definitions.find(KEY, 2).ref().hash()).isEqualTo(published(2).hash());
    assertThat(definitions.at(KEY, 1).name()).isEqualTo("v1");
    assertThat(refusal(4)).isEqualTo(Rejection.Code.NOT_FOUND);
    assertThatThrownBy(() -> definitions.at(KEY, 4)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsNotPublishedIsNotFound() {
    assertThat(refusal(null)).isEqualTo(Rejection.Code.NOT_FOUND);
    happened(new WorkflowDrafted(KEY, "n", "source"));
    assertThat(refusal(null)).isEqualTo(Rejection.Code.NOT_FOUND);
    assertThat(refusal(1)).isEqualTo(Rejection.Code.NOT_FOUND);
  }

  @Test
  void anArchivedWorkflowIsNotRunButItsVersionsAreThere() {
    happened(published(1));
    happened(new WorkflowArchived(KEY, null));
    assertThat(refusal(null)).isEqualTo(Rejection.Code.INVALID_STATE);
    assertThat(definitions.find(KEY, 1).archived()).isTrue();
    happened(published(2));
    definitions.published(KEY);
    assertThat(definitions.find(KEY, null).archived()).isFalse();
  }

  @Test
  void aHitReadsNothing() {
    happened(published(1));
    Definition first = definitions.find(KEY, null).definition();
    int reads = engine.reads;
    for (int i = 0; i < 1000; i++) {
      assertThat(definitions.find(KEY, null).definition()).isSameAs(first);
      assertThat(definitions.at(KEY, 1)).isSameAs(first);
    }
    assertThat(engine.reads).isEqualTo(reads);
  }

  @Test
  void aNewVersionIsSeenWhenToldOrAfterASecond() {
    happened(published(1));
    definitions.find(KEY, null);
    happened(published(2));
    now = now.plus(Duration.ofMillis(999));
    assertThat(definitions.find(KEY, null).ref().version()).isEqualTo(1);
    now = now.plus(Duration.ofMillis(1));
    assertThat(definitions.find(KEY, null).ref().version()).isEqualTo(2);
    happened(published(3));
    definitions.published(KEY);
    assertThat(definitions.find(KEY, null).ref().version()).isEqualTo(3);
  }

  @Test
  void whatIsOnlyStagedIsNotSeen() {
    happened(published(1));
    DefaultUnitOfWork<?> outer = DefaultUnitOfWork.startAndGet(null);
    DefaultUnitOfWork<?> inner = DefaultUnitOfWork.startAndGet(null);
    happened(published(2));
    assertThat(definitions.find(KEY, null).ref().version()).isEqualTo(1);
    assertThat(refusal(2)).isEqualTo(Rejection.Code.NOT_FOUND);
    inner.rollback();
    outer.rollback();
    assertThat(definitions.find(KEY, null).ref().version()).isEqualTo(1);
  }
}
