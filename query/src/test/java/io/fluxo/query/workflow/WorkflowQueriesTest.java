package io.fluxo.query.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.axonframework.messaging.responsetypes.ResponseTypes.instanceOf;
import static org.axonframework.messaging.responsetypes.ResponseTypes.multipleInstancesOf;

import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.trigger.TriggerBinding;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.DefinitionChange;
import io.fluxo.messages.workflow.DefinitionChange.Kind;
import io.fluxo.messages.workflow.TriggerView;
import io.fluxo.messages.workflow.VersionView;
import io.fluxo.messages.workflow.WorkflowEvent;
import io.fluxo.messages.workflow.WorkflowId;
import io.fluxo.messages.workflow.WorkflowKey;
import io.fluxo.messages.workflow.WorkflowQuery;
import io.fluxo.messages.workflow.WorkflowState;
import io.fluxo.messages.workflow.WorkflowView;
import io.fluxo.query.History;
import io.fluxo.query.ReadSide;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkflowQueriesTest {
  private static final WorkflowId ID = new WorkflowId("greet");
  private static final WorkflowKey KEY = WorkflowKey.of("default", "main", ID);
  private final ReadSide side = new ReadSide();

  @Test
  void aWorkflowIsDraftedPublishedReplacedAndArchived() throws Throwable {
    store(new WorkflowEvent.WorkflowDrafted(KEY, "Greet", "draft: 1"));
    side.project(side.stored());
    assertThat(find().state()).isEqualTo(WorkflowState.DRAFT);
    assertThat(version(0).source()).isEqualTo("draft: 1");

    store(published(1, "hook-a", definition("x")));
    store(published(2, "hook-b", definition("y")));
    side.project(side.stored());
    assertThat(find())
        .extracting(WorkflowView::version, WorkflowView::draft, WorkflowView::hash)
        .containsExactly(2, false, "h2");
    assertThat(version(null).definition()).isEqualTo(definition("y"));
    assertThatThrownBy(() -> version(0)).isInstanceOf(Rejection.class);
    assertThat(triggers("default", "hook-a")).isEmpty();
    assertThat(triggers("default", "hook-b")).extracting(TriggerView::version).containsExactly(2);
    assertThat(triggers("other", "hook-b")).isEmpty();
    Page<?> versions =
        side.ask(
            new WorkflowQuery.ListVersions("default", "main", ID, new PageRequest(null, 1)),
            instanceOf(Page.class));
    assertThat(versions.next()).isEqualTo("2");

    store(new WorkflowEvent.WorkflowArchived(KEY, null));
    side.project(side.stored().subList(3, 4));
    List<String> rows = side.rows();
    assertThat(find().state()).isEqualTo(WorkflowState.ARCHIVED);
    assertThat(triggers("default", "hook-b")).isEmpty();
    side.project(side.stored());
    assertThat(side.rows()).isEqualTo(rows);
    side.reset();
    side.project(side.stored());
    assertThat(side.rows()).isEqualTo(rows);
  }

  @Test
  void whatAWorkspaceDoesNotHaveIsNotFound() {
    store(published(1, "hook", definition("x")));
    side.project(side.stored());
    for (Object query :
        List.of(
            new WorkflowQuery.FindWorkflow("other", "main", ID),
            new WorkflowQuery.FindVersion("default", "side", ID, 1),
            new WorkflowQuery.FindVersion("default", "main", ID, 9),
            new WorkflowQuery.ListVersions("other", "main", ID, new PageRequest(null, 9)))) {
      assertThatThrownBy(() -> side.ask(query, instanceOf(Object.class)))
          .isInstanceOfSatisfying(
              Rejection.class,
              rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.NOT_FOUND));
    }
  }

  @Test
  void aVersionThatDoesNotExistCannotBeCompared() {
    store(published(1, "hook", definition("x")));
    side.project(side.stored());
    assertThatThrownBy(
            () ->
                side.ask(
                    new WorkflowQuery.DiffVersions("default", "main", ID, 1, 9),
                    multipleInstancesOf(DefinitionChange.class)))
        .isInstanceOf(Rejection.class);
  }

  @Test
  void versionsAreComparedByTheIdsOfTheirNodes() throws Throwable {
    store(published(1, "hook", nodes(node("a", 1), node("b", 1), node("gone", 1))));
    store(published(2, "hook", nodes(node("new/one", 1), node("b", 2), node("a", 1))));
    side.project(side.stored());
    List<DefinitionChange> changes =
        side.ask(
            new WorkflowQuery.DiffVersions("default", "main", ID, 1, 2),
            multipleInstancesOf(DefinitionChange.class));
    assertThat(changes)
        .extracting(
            DefinitionChange::pointer,
            DefinitionChange::kind,
            DefinitionChange::before,
            DefinitionChange::after)
        .containsExactly(
            tuple("/nodes/b/config/n", Kind.CHANGED, Payload.of(1), Payload.of(2)),
            tuple("/nodes/gone", Kind.REMOVED, Payload.of(node("gone", 1)), null),
            tuple("/nodes/new~1one", Kind.ADDED, null, Payload.of(node("new/one", 1))));
  }

  private static Payload nodes(Map<?, ?> first, Map<?, ?> second, Map<?, ?> third) {
    return Payload.of(Map.of("nodes", List.of(first, second, third)));
  }

  private static Map<String, Object> node(String id, int n) {
    return Map.of("id", id, "config", Map.of("n", n, "list", List.of(1, 2)));
  }

  private static Payload definition(String value) {
    return Payload.of(Map.of("id", "greet", "value", value));
  }

  private static WorkflowEvent published(int version, String address, Payload definition) {
    return new WorkflowEvent.WorkflowPublished(
        KEY,
        version,
        "Greet",
        "source",
        definition,
        "h" + version,
        List.of(new TriggerBinding(TriggerKind.WEBHOOK, "hook", address, Payload.EMPTY)));
  }

  private void store(WorkflowEvent event) {
    side.store("default", "main", KEY.value(), event, History.START);
  }

  private WorkflowView find() throws Throwable {
    return side.ask(
        new WorkflowQuery.FindWorkflow("default", "main", ID), instanceOf(WorkflowView.class));
  }

  private VersionView version(Integer number) throws Throwable {
    return side.ask(
        new WorkflowQuery.FindVersion("default", "main", ID, number),
        instanceOf(VersionView.class));
  }

  private List<TriggerView> triggers(String tenant, String address) throws Throwable {
    return side.ask(
        new WorkflowQuery.FindTriggers(tenant, "main", TriggerKind.WEBHOOK, address),
        multipleInstancesOf(TriggerView.class));
  }
}
