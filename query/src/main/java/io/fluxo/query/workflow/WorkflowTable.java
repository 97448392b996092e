package io.fluxo.query.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.trigger.TriggerBinding;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.TriggerView;
import io.fluxo.messages.workflow.VersionView;
import io.fluxo.messages.workflow.WorkflowId;
import io.fluxo.messages.workflow.WorkflowQuery.FindTriggers;
import io.fluxo.messages.workflow.WorkflowQuery.ListVersions;
import io.fluxo.messages.workflow.WorkflowQuery.ListWorkflows;
import io.fluxo.messages.workflow.WorkflowState;
import io.fluxo.messages.workflow.WorkflowView;
import io.fluxo.query.text.StoredText;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of workflows, as read. Lists hold one more than a page, to tell whether more follow. */
@Component
final class WorkflowTable {
  private final JdbcClient jdbc;
  private final ObjectMapper mapper = Json.mapper();

  WorkflowTable(@Qualifier("reading") JdbcTemplate jdbc) {
    this.jdbc = JdbcClient.create(jdbc);
  }

  @Nullable WorkflowView find(String tenant, String workspace, WorkflowId id) {
    return jdbc.sql("SELECT * FROM workflow_view WHERE tenant = ? AND workspace = ? AND id = ?")
        .params(tenant, workspace, id.value())
        .query((row, number) -> view(row))
        .optional()
        .orElse(null);
  }

  List<WorkflowView> list(ListWorkflows query) {
    return jdbc.sql(
            """
            SELECT * FROM workflow_view
            WHERE tenant = :tenant AND workspace = :workspace AND id > :cursor
              AND (CAST(:state AS text) IS NULL OR state = :state)
            ORDER BY id LIMIT :limit
            """)
        .param("tenant", query.tenant())
        .param("workspace", query.workspace())
        .param("cursor", query.page().cursor() == null ? "" : StoredText.of(query.page().cursor()))
        .param("state", query.state() == null ? null : query.state().text())
        .param("limit", query.page().limit() + 1)
        .query((row, number) -> view(row))
        .list();
  }

  @Nullable VersionView version(String tenant, String workspace, WorkflowId id, int version) {
    return jdbc.sql(
            """
            SELECT * FROM workflow_version
            WHERE tenant = ? AND workspace = ? AND id = ? AND version = ?
            """)
        .params(tenant, workspace, id.value(), version)
        .query((row, number) -> version(row, true))
        .optional()
        .orElse(null);
  }

  /** Published versions below a number, newest first. */
  List<VersionView> versions(ListVersions query, int below) {
    return jdbc.sql(
            """
            SELECT * FROM workflow_version
            WHERE tenant = ? AND workspace = ? AND id = ? AND version < ? AND version > 0
            ORDER BY version DESC LIMIT ?
            """)
        .params(
            query.tenant(), query.workspace(), query.id().value(), below, query.page().limit() + 1)
        .query((row, number) -> version(row, false))
        .list();
  }

  List<TriggerView> triggers(FindTriggers query) {
    return jdbc.sql(
            """
            SELECT * FROM trigger_binding
            WHERE kind = :kind AND (CAST(:address AS text) IS NULL OR address = :address)
              AND tenant = :tenant AND workspace = :workspace
            ORDER BY workflow, node
            """)
        .param("kind", query.kind().text())
        .param("address", StoredText.of(query.address()))
        .param("tenant", query.tenant())
        .param("workspace", query.workspace())
        .query((row, number) -> trigger(row))
        .list();
  }

  private TriggerView trigger(ResultSet row) throws SQLException {
    return new TriggerView(
        row.getString("tenant"),
        row.getString("workspace"),
        new WorkflowId(row.getString("workflow")),
        row.getInt("version"),
        new TriggerBinding(
            TriggerKind.of(row.getString("kind")),
            row.getString("node"),
            row.getString("address"),
            payload(row.getString("config"))));
  }

  private VersionView version(ResultSet row, boolean whole) throws SQLException {
    String definition = row.getString("definition");
    return new VersionView(
        new WorkflowId(row.getString("id")),
        row.getInt("version"),
        row.getString("hash"),
        whole ? row.getString("source") : null,
        whole && definition != null ? payload(definition) : null,
        row.getString("published_by"),
        row.getTimestamp("published_at").toInstant());
  }

  private static WorkflowView view(ResultSet row) throws SQLException {
    return new WorkflowView(
        new WorkflowId(row.getString("id")),
        row.getString("name"),
        WorkflowState.of(row.getString("state")),
        row.getInt("version"),
        row.getString("hash"),
        row.getBoolean("draft"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant());
  }

  private Payload payload(String json) {
    try {
      return mapper.readValue(json, Payload.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
