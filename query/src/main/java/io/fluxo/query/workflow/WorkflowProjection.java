package io.fluxo.query.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.trigger.TriggerBinding;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.WorkflowEvent;
import io.fluxo.messages.workflow.WorkflowId;
import io.fluxo.query.text.StoredText;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Turns events of workflows into rows. They are rare, so each is written at once, in the
 * transaction of its batch; one that was folded in before changes nothing.
 */
@Component
public final class WorkflowProjection {
  private static final String VIEW =
      """
      INSERT INTO workflow_view AS v VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (tenant, workspace, id) DO UPDATE SET
        name = excluded.name, state = excluded.state, version = excluded.version,
        hash = excluded.hash, draft = excluded.draft, updated_at = excluded.updated_at,
        sequence = excluded.sequence
      WHERE v.sequence < excluded.sequence
      """;
  private static final String DRAFT =
      """
      INSERT INTO workflow_view AS v VALUES (?, ?, ?, ?, 'draft', 0, NULL, true, ?, ?, ?)
      ON CONFLICT (tenant, workspace, id) DO UPDATE SET
        name = CASE WHEN v.version = 0 THEN excluded.name ELSE v.name END,
        draft = true, updated_at = excluded.updated_at, sequence = excluded.sequence
      WHERE v.sequence < excluded.sequence
      """;
  private static final String VERSION =
      """
      INSERT INTO workflow_version VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (tenant, workspace, id, version) DO UPDATE SET
        source = excluded.source, published_by = excluded.published_by,
        published_at = excluded.published_at
      """;

  private final JdbcTemplate jdbc;
  private final ObjectMapper mapper = Json.mapper();

  WorkflowProjection(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Writes what an event changes. */
  public void on(WorkflowEvent event, DomainEventMessage<?> message) {
    Context context = Context.from(message.getMetaData());
    Timestamp time = Timestamp.from(message.getTimestamp());
    String tenant = context.tenant();
    String workspace = context.workspace();
    long sequence = message.getSequenceNumber();
    switch (event) {
      case WorkflowEvent.WorkflowDrafted drafted -> {
        String id = drafted.key().id().value();
        if (jdbc.update(
                DRAFT, tenant, workspace, id, StoredText.of(drafted.name()), time, time, sequence)
            > 0) {
          jdbc.update(
              VERSION,
              tenant,
              workspace,
              id,
              0,
              null,
              StoredText.of(drafted.source()),
              null,
              StoredText.of(context.actor()),
              time);
        }
      }
      case WorkflowEvent.WorkflowPublished published -> publish(published, context, time, sequence);
      case WorkflowEvent.WorkflowArchived archived -> {
        String id = archived.key().id().value();
        jdbc.update(
            """
            UPDATE workflow_view SET state = 'archived', updated_at = ?, sequence = ?
            WHERE tenant = ? AND workspace = ? AND id = ? AND sequence < ?
            """,
            time,
            sequence,
            tenant,
            workspace,
            id,
            sequence);
        bind(context, archived.key().id(), 0, sequence, List.of());
      }
    }
  }

  /** Forgets all rows, for a replay. */
  public void reset() {
    // The application's role may delete rows, but not truncate tables.
    for (String table : List.of("workflow_view", "workflow_version", "trigger_binding")) {
      jdbc.update("DELETE FROM " + table);
    }
  }

  private void publish(
      WorkflowEvent.WorkflowPublished published, Context context, Timestamp time, long sequence) {
    WorkflowId id = published.key().id();
    String tenant = context.tenant();
    String workspace = context.workspace();
    int changed =
        jdbc.update(
            VIEW,
            tenant,
            workspace,
            id.value(),
            StoredText.of(published.name()),
            "published",
            published.version(),
            published.hash(),
            false,
            time,
            time,
            sequence);
    if (changed == 0) {
      return;
    }
    jdbc.update(
        "DELETE FROM workflow_version WHERE tenant = ? AND workspace = ? AND id = ? AND version = 0",
        tenant,
        workspace,
        id.value());
    jdbc.update(
        VERSION,
        tenant,
        workspace,
        id.value(),
        published.version(),
        published.hash(),
        StoredText.of(published.source()),
        write(published.definition()),
        StoredText.of(context.actor()),
        time);
    bind(context, id, published.version(), sequence, published.triggers());
  }

  /** Replaces what a workflow listens to, unless a later event did so already. */
  private void bind(
      Context context, WorkflowId id, int version, long sequence, List<TriggerBinding> triggers) {
    String tenant = context.tenant();
    String workspace = context.workspace();
    int current =
        jdbc.update(
            """
            UPDATE workflow_view SET sequence = sequence
            WHERE tenant = ? AND workspace = ? AND id = ? AND sequence = ?
            """,
            tenant,
            workspace,
            id.value(),
            sequence);
    if (current == 0) {
      return;
    }
    jdbc.update(
        "DELETE FROM trigger_binding WHERE tenant = ? AND workspace = ? AND workflow = ?",
        tenant,
        workspace,
        id.value());
    for (TriggerBinding trigger : triggers) {
      jdbc.update(
          "INSERT INTO trigger_binding VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          tenant,
          workspace,
          id.value(),
          StoredText.of(trigger.node()),
          version,
          trigger.kind().text(),
          StoredText.of(trigger.address()),
          write(trigger.config()));
    }
  }

  private @Nullable String write(Payload payload) {
    try {
      return mapper.writeValueAsString(payload);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
