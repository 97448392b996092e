package io.fluxo.command.trigger;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.node.Expressions;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunCommand.DeliverEvent;
import io.fluxo.messages.run.RunStart;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.trigger.EventRouting;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.KeyText;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.value.SealedColumns;
import io.fluxo.messages.workflow.WorkflowId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Brings events to the runs and workflows that listen, as the tables of the write side name them.
 */
final class StoredEventRouting implements EventRouting {

  private record Subscription(WorkflowId workflow, String node, @Nullable String condition) {}

  private final SealedColumns sealed;
  private final JdbcTemplate jdbc;
  private final Supplier<CommandGateway> commands;
  private final Starts starts;
  private final Expressions expressions;

  StoredEventRouting(
      JdbcTemplate jdbc,
      Supplier<CommandGateway> commands,
      Starts starts,
      Expressions expressions,
      SealedColumns sealed) {
    this.sealed = sealed;
    this.jdbc = jdbc;
    this.commands = commands;
    this.starts = starts;
    this.expressions = expressions;
  }

  @Override
  public Routed route(
      Context context, String eventId, String name, @Nullable String correlation, Payload data) {
    KeyText.require("id", eventId);
    KeyText.require("name", name);
    if (correlation != null) {
      KeyText.require("correlation", correlation);
    }
    int resumed = resume(context, eventId, name, correlation, data);
    int started = 0;
    for (CompletableFuture<RunStart> start : startAll(context, eventId, name, correlation, data)) {
      try {
        started += start.join().duplicate() ? 0 : 1;
      } catch (CompletionException e) {
        if (e.getCause() == null || Rejection.isPassing(e.getCause())) {
          throw e;
        }
      }
    }
    return new Routed(resumed, started);
  }

  /** The correlation itself stands in rows that were written before it was hidden. */
  private @Nullable String hidden(Context context, @Nullable String correlation) {
    return correlation == null
        ? null
        : sealed.hidden(
            context.tenant(), SealedColumns.correlation(context.workspace(), correlation));
  }

  private int resume(
      Context context, String eventId, String name, @Nullable String correlation, Payload data) {
    List<String> waiting =
        jdbc.queryForList(
            """
            SELECT id FROM event_wait
             WHERE tenant = ? AND workspace = ? AND event = ?
               AND (correlation IS NULL OR correlation IN (?, ?))
            """,
            String.class,
            context.tenant(),
            context.workspace(),
            name,
            hidden(context, correlation),
            correlation);
    List<CompletableFuture<Object>> sent = new ArrayList<>();
    for (String id : waiting) {
      StepId place = new StepId(id);
      sent.add(
          commands
              .get()
              .send(
                  GenericCommandMessage.asCommandMessage(
                          new DeliverEvent(place.runId(), place.ordinal(), eventId, data))
                      .withMetaData(context.toMetaData())));
    }
    sent.forEach(CompletableFuture::join);
    return sent.size();
  }

  private List<CompletableFuture<RunStart>> startAll(
      Context context, String eventId, String name, @Nullable String correlation, Payload data) {
    List<Subscription> subscriptions =
        jdbc.query(
            """
            SELECT workflow, node, condition FROM event_subscription
             WHERE tenant = ? AND workspace = ? AND event = ?
            """,
            (row, i) ->
                new Subscription(
                    new WorkflowId(row.getString(1)), row.getString(2), row.getString(3)),
            context.tenant(),
            context.workspace(),
            name);
    Map<String, Object> event = new HashMap<>();
    event.put("id", eventId);
    event.put("event", name);
    event.put("data", data.json());
    if (correlation != null) {
      event.put("correlation", correlation);
    }
    List<CompletableFuture<RunStart>> sent = new ArrayList<>();
    for (Subscription each : subscriptions) {
      if (wanted(each, event)) {
        sent.add(
            starts.start(
                context,
                each.workflow(),
                each.node(),
                TriggerKind.EVENT,
                Payload.of(event),
                "event:" + name,
                eventId + "/" + each.workflow() + "/" + each.node()));
      }
    }
    return sent;
  }

  private boolean wanted(Subscription subscription, Map<String, Object> event) {
    if (subscription.condition() == null) {
      return true;
    }
    try {
      return expressions.condition(subscription.condition(), Map.of("input", event));
    } catch (NodeFailure e) {
      return false;
    }
  }
}
