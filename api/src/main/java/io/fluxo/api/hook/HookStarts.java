package io.fluxo.api.hook;

import io.fluxo.api.context.Ids;
import io.fluxo.api.context.Rooms;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.run.RunCommand.StartRun;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunStart;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.TriggerView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Starts the runs of those that listen at an endpoint. */
@Component
final class HookStarts {

  private final Rooms rooms;
  private final Ids ids;
  private final Delivery delivery;

  /** New runs get their ids from the given source. */
  HookStarts(Rooms rooms, Ids ids, Delivery delivery) {
    this.rooms = rooms;
    this.ids = ids;
    this.delivery = delivery;
  }

  /** One run for each trigger; done when all are stored. */
  CompletableFuture<List<RunStart>> all(
      List<TriggerView> triggers, HookRequest request, Context context) {
    List<CompletableFuture<RunStart>> starts = new ArrayList<>();
    for (TriggerView trigger : triggers) {
      starts.add(
          rooms.send(
              start(trigger, request), context.actedBy("webhook:" + trigger.binding().address())));
    }
    return CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new))
        .thenApply(done -> starts.stream().map(CompletableFuture::join).toList());
  }

  private StartRun start(TriggerView trigger, HookRequest request) {
    Map<String, Object> config = trigger.binding().config().object();
    return new StartRun(
        new RunId(ids.next()),
        trigger.workflow(),
        null,
        TriggerKind.WEBHOOK,
        trigger.binding().node(),
        Payload.of(withoutProof(request.input(), config)),
        null,
        delivery.key(trigger, request),
        null,
        0);
  }

  /** What proves where a request comes from is not the run's business, and is kept nowhere. */
  private static Map<String, Object> withoutProof(
      Map<String, Object> input, Map<String, Object> config) {
    if (!(config.get("verify") instanceof Map<?, ?> rule)
        || !(rule.get("header") instanceof String header)
        || !(input.get("headers") instanceof Map<?, ?> headers)) {
      return input;
    }
    Map<Object, Object> kept = new LinkedHashMap<>(headers);
    kept.remove(header.toLowerCase(Locale.ROOT));
    Map<String, Object> clean = new LinkedHashMap<>(input);
    clean.put("headers", kept);
    return clean;
  }
}
