package io.fluxo.command.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.workflow.WorkflowCommand.ArchiveWorkflow;
import io.fluxo.messages.workflow.WorkflowCommand.PublishWorkflow;
import io.fluxo.messages.workflow.WorkflowCommand.SaveDraft;
import io.fluxo.messages.workflow.WorkflowEvent.WorkflowArchived;
import io.fluxo.messages.workflow.WorkflowEvent.WorkflowDrafted;
import io.fluxo.messages.workflow.WorkflowEvent.WorkflowPublished;
import io.fluxo.messages.workflow.WorkflowKey;
import io.fluxo.messages.workflow.WorkflowPublication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkflowTest {

  private static final WorkflowKey KEY = new WorkflowKey("default/main/w");
  private static final String ONE = "id: w\nname: One\nnodes:\n  - {id: a, type: set}\n";
  private static final String SAME = "name: One\nid: w\nnodes: [{type: set, id: a}] # the same\n";
  private static final String TWO = "id: w\nname: Two\nnodes:\n  - {id: a, type: set}\n";
  private static final Map<String, ?> ANA = Context.of("user:ana", "c1").toMetaData();

  private final DefinitionParser parser = new DefinitionParser(FakeTypes.all());
  private final List<WorkflowKey> told = new ArrayList<>();
  private FixtureConfiguration<Workflow> fixture;

  @BeforeEach
  void handleWithTheRealHandler() {
    fixture = new AggregateTestFixture<>(Workflow.class);
    fixture.registerAnnotatedCommandHandler(
        new WorkflowHandler(fixture.getRepository(), parser, new Told(told)));
  }

  private WorkflowDrafted drafted(String source) {
    return new WorkflowDrafted(KEY, parser.parse(source).definition().name(), source);
  }

  private WorkflowPublished published(int version, String source) {
    ParsedDefinition parsed = parser.parse(source);
    return new WorkflowPublished(
        KEY,
        version,
        parsed.definition().name(),
        source,
        parsed.tree(),
        parsed.hash(),
        parsed.triggers());
  }

  private WorkflowPublication answer(int version, String source, boolean created) {
    return new WorkflowPublication(KEY.id(), version, parser.parse(source).hash(), created);
  }

  @Test
  void theFirstDraftMakesTheStream() {
    fixture
        .givenNoPriorActivity()
        .when(new SaveDraft(KEY, ONE), ANA)
        .expectSuccessfulHandlerExecution()
        .expectEvents(drafted(ONE));
    assertThat(told).isEmpty();
  }

  @Test
  void theSameDraftAgainChangesNothing() {
    fixture.given(drafted(ONE)).when(new SaveDraft(KEY, ONE), ANA).expectNoEvents();
    fixture.given(drafted(ONE)).when(new SaveDraft(KEY, TWO), ANA).expectEvents(drafted(TWO));
  }

  @Test
  void theFirstPublishingMakesTheStream() {
    fixture
        .givenNoPriorActivity()
        .when(new PublishWorkflow(KEY, ONE), ANA)
        .expectResultMessagePayload(answer(1, ONE, true))
        .expectEvents(published(1, ONE));
    assertThat(told).containsExactly(KEY);
  }

  @Test
  void theDraftIsPublished() {
    fixture
        .given(drafted(ONE))
        .when(new PublishWorkflow(KEY, null), ANA)
        .expectResultMessagePayload(answer(1, ONE, true))
        .expectEvents(published(1, ONE));
  }

  @Test
  void withoutDraftThereIsNothingToPublish() {
    fixture
        .given(drafted(ONE), published(1, ONE))
        .when(new PublishWorkflow(KEY, null), ANA)
        .expectNoEvents()
        .expectException(Rejection.class)
        .expectExceptionMessage(
            "Expected to publish the draft of workflow w, but it is without a draft");
    fixture
        .givenNoPriorActivity()
        .when(new PublishWorkflow(KEY, null), ANA)
        .expectException(Rejection.class);
    assertThat(told).isEmpty();
  }

  @Test
  void whatIsTheNewestVersionAlreadyIsNotPublishedAgain() {
    fixture
        .given(published(1, ONE))
        .when(new PublishWorkflow(KEY, SAME), ANA)
        .expectResultMessagePayload(answer(1, ONE, false))
        .expectNoEvents();
    fixture
        .given(published(1, ONE), published(2, TWO))
        .when(new PublishWorkflow(KEY, ONE), ANA)
        .expectResultMessagePayload(answer(3, ONE, true))
        .expectEvents(published(3, ONE));
  }

  @Test
  void publishingBringsAnArchivedWorkflowBack() {
    fixture
        .given(published(1, ONE), new WorkflowArchived(KEY, null))
        .when(new PublishWorkflow(KEY, ONE), ANA)
        .expectResultMessagePayload(answer(2, ONE, true))
        .expectEvents(published(2, ONE));
    fixture
        .given(published(1, ONE), new WorkflowArchived(KEY, null))
        .when(new SaveDraft(KEY, TWO), ANA)
        .expectEvents(drafted(TWO));
  }

  @Test
  void archivingHappensOnce() {
    fixture
        .given(published(1, ONE))
        .when(new ArchiveWorkflow(KEY, "old"), ANA)
        .expectEvents(new WorkflowArchived(KEY, "old"));
    assertThat(told).containsExactly(KEY);
    fixture
        .given(published(1, ONE), new WorkflowArchived(KEY, "old"))
        .when(new ArchiveWorkflow(KEY, "again"), ANA)
        .expectSuccessfulHandlerExecution()
        .expectNoEvents();
  }

  @Test
  void unknownWorkflowsAreNotFound() {
    fixture
        .givenNoPriorActivity()
        .when(new ArchiveWorkflow(KEY, null), ANA)
        .expectException(Rejection.class)
        .expectExceptionMessage("There is no workflow w");
  }

  @Test
  void workflowsOfOthersAreNotFound() {
    Map<String, ?> stranger =
        new Context("other", "main", "user:eve", "c2", null, null).toMetaData();
    for (Object command :
        List.of(
            new SaveDraft(KEY, TWO),
            new PublishWorkflow(KEY, TWO),
            new ArchiveWorkflow(KEY, null))) {
      fixture
          .given(published(1, ONE))
          .when(command, stranger)
          .expectNoEvents()
          .expectException(Rejection.class)
          .expectExceptionMessage("There is no workflow w");
    }
  }

  @Test
  void theSourceMustBeOfTheWorkflow() {
    fixture
        .givenNoPriorActivity()
        .when(new SaveDraft(new WorkflowKey("default/main/v"), ONE), ANA)
        .expectException(Rejection.class)
        .expectExceptionMessage("The definition is of another workflow");
  }

  @Test
  void aSourceWithMistakesChangesNothing() {
    fixture
        .givenNoPriorActivity()
        .when(new PublishWorkflow(KEY, "id: w"), ANA)
        .expectNoEvents()
        .expectException(Rejection.class);
  }

  private record Told(List<WorkflowKey> keys) implements PublishedDefinitions {
    @Override
    public Published find(WorkflowKey key, @Nullable Integer version) {
      throw Rejection.notFound("workflow");
    }

    @Override
    public Definition at(WorkflowKey key, int version) {
      throw Rejection.notFound("workflow");
    }

    @Override
    public void published(WorkflowKey key) {
      keys.add(key);
    }
  }
}
