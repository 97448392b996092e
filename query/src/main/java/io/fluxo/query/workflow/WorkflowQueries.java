package io.fluxo.query.workflow;

import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.DefinitionChange;
import io.fluxo.messages.workflow.TriggerView;
import io.fluxo.messages.workflow.VersionView;
import io.fluxo.messages.workflow.WorkflowId;
import io.fluxo.messages.workflow.WorkflowQuery.DiffVersions;
import io.fluxo.messages.workflow.WorkflowQuery.FindTriggers;
import io.fluxo.messages.workflow.WorkflowQuery.FindVersion;
import io.fluxo.messages.workflow.WorkflowQuery.FindWorkflow;
import io.fluxo.messages.workflow.WorkflowQuery.ListVersions;
import io.fluxo.messages.workflow.WorkflowQuery.ListWorkflows;
import io.fluxo.messages.workflow.WorkflowView;
import java.util.List;
import java.util.function.Function;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what one can ask about workflows. Whatever a workspace does not have is NOT_FOUND. */
@Component
final class WorkflowQueries {
  private final WorkflowTable table;

  WorkflowQueries(WorkflowTable table) {
    this.table = table;
  }

  @QueryHandler
  WorkflowView handle(FindWorkflow query) {
    return workflow(query.tenant(), query.workspace(), query.id());
  }

  @QueryHandler
  @SuppressWarnings("rawtypes") // Axon matches a class, not a parameterised type
  Page handle(ListWorkflows query) {
    return page(table.list(query), query.page(), view -> view.id().value());
  }

  @QueryHandler
  VersionView handle(FindVersion query) {
    Integer named = query.version();
    if (named != null) {
      return version(query.tenant(), query.workspace(), query.id(), named);
    }
    WorkflowView view = workflow(query.tenant(), query.workspace(), query.id());
    return version(query.tenant(), query.workspace(), query.id(), view.version());
  }

  @QueryHandler
  @SuppressWarnings("rawtypes") // Axon matches a class, not a parameterised type
  Page handle(ListVersions query) {
    workflow(query.tenant(), query.workspace(), query.id());
    return page(
        table.versions(query, before(query.page().cursor())),
        query.page(),
        view -> Integer.toString(view.version()));
  }

  @QueryHandler
  List<TriggerView> handle(FindTriggers query) {
    return table.triggers(query);
  }

  @QueryHandler
  List<DefinitionChange> handle(DiffVersions query) {
    return DefinitionDiff.between(definition(query, query.from()), definition(query, query.to()));
  }

  private Payload definition(DiffVersions query, int number) {
    Payload definition =
        version(query.tenant(), query.workspace(), query.id(), number).definition();
    if (definition == null) {
      throw Rejection.notFound("published version " + number + " of workflow " + query.id());
    }
    return definition;
  }

  private WorkflowView workflow(String tenant, String workspace, WorkflowId id) {
    WorkflowView view = table.find(tenant, workspace, id);
    if (view == null) {
      throw Rejection.notFound("workflow " + id);
    }
    return view;
  }

  private VersionView version(String tenant, String workspace, WorkflowId id, int number) {
    VersionView view = table.version(tenant, workspace, id, number);
    if (view == null) {
      throw Rejection.notFound("version " + number + " of workflow " + id);
    }
    return view;
  }

  private static int before(@Nullable String cursor) {
    try {
      return cursor == null ? Integer.MAX_VALUE : Integer.parseInt(cursor);
    } catch (NumberFormatException e) {
      throw new Rejection(Rejection.Code.INVALID_INPUT, "Expected a cursor that a page gave");
    }
  }

  private static <T> Page<T> page(List<T> found, PageRequest page, Function<T, String> cursor) {
    if (found.size() <= page.limit()) {
      return new Page<>(found, null);
    }
    List<T> items = List.copyOf(found.subList(0, page.limit()));
    return new Page<>(items, cursor.apply(items.getLast()));
  }
}
