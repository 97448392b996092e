package io.fluxo.command.trigger;

import io.fluxo.command.store.AfterCommit;
import io.fluxo.messages.trigger.TriggerBinding;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.workflow.WorkflowEvent.WorkflowArchived;
import io.fluxo.messages.workflow.WorkflowEvent.WorkflowPublished;
import io.fluxo.messages.workflow.WorkflowKey;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps event subscriptions and schedules in step with what is published. */
final class TriggerLedger implements AfterCommit {

  private final JdbcTemplate jdbc;

  TriggerLedger(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Runnable stored(List<? extends EventMessage<?>> events) {
    for (EventMessage<?> message : events) {
      if (message.getPayload() instanceof WorkflowPublished published) {
        clear(published.key());
        published
            .triggers()
            .forEach(trigger -> bind(published.key(), trigger, message.getTimestamp()));
      } else if (message.getPayload() instanceof WorkflowArchived archived) {
        clear(archived.key());
      }
    }
    return () -> {};
  }

  private void clear(WorkflowKey key) {
    Object[] parts = key.value().split("/", -1);
    String of = " WHERE tenant = ? AND workspace = ? AND workflow = ?";
    jdbc.update("DELETE FROM event_subscription" + of, parts);
    jdbc.update("DELETE FROM schedule" + of, parts);
  }

  private void bind(WorkflowKey key, TriggerBinding trigger, Instant now) {
    String[] parts = key.value().split("/", -1);
    Map<String, Object> config = trigger.config().object();
    if (trigger.kind() == TriggerKind.EVENT) {
      jdbc.update(
          "INSERT INTO event_subscription (tenant, workspace, workflow, node, event, condition) VALUES (?,?,?,?,?,?)",
          parts[0],
          parts[1],
          parts[2],
          trigger.node(),
          trigger.address(),
          config.get("when"));
    } else if (trigger.kind() == TriggerKind.SCHEDULE) {
      String zone = String.valueOf(config.getOrDefault("timezone", "UTC"));
      String missed = String.valueOf(config.getOrDefault("missed", "skip"));
      Instant next = Schedule.of(trigger.address(), zone, missed).after(now);
      if (next != null) {
        jdbc.update(
            "INSERT INTO schedule (tenant, workspace, workflow, node, cron, zone, missed, next_at) VALUES (?,?,?,?,?,?,?,?)",
            parts[0],
            parts[1],
            parts[2],
            trigger.node(),
            trigger.address(),
            zone,
            missed,
            Timestamp.from(next));
      }
    }
  }
}
