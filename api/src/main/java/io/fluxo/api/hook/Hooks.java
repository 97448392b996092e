package io.fluxo.api.hook;

import io.fluxo.api.context.Rooms;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.workflow.TriggerView;
import io.fluxo.messages.workflow.WorkflowQuery.FindTriggers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What listens at an endpoint, remembered for a moment so that a flood asks the database once. */
@Component
final class Hooks {

  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final int MOST = 10_000;

  private record Known(List<TriggerView> triggers, Instant at) {}

  private final Rooms rooms;
  private final InstantSource clock;

  private record Place(String tenant, String workspace, String endpoint) {}

  private final Map<Place, Known> known = new ConcurrentHashMap<>();

  Hooks(Rooms rooms, InstantSource clock) {
    this.rooms = rooms;
    this.clock = clock;
  }

  CompletableFuture<List<TriggerView>> at(String endpoint, Context context) {
    Place place = new Place(context.tenant(), context.workspace(), endpoint);
    Known before = known.get(place);
    Instant now = clock.instant();
    if (before != null && now.isBefore(before.at().plus(FRESH))) {
      return CompletableFuture.completedFuture(before.triggers());
    }
    return rooms
        .askAll(
            new FindTriggers(context.tenant(), context.workspace(), TriggerKind.WEBHOOK, endpoint),
            TriggerView.class)
        .thenApply(
            triggers -> {
              if (known.size() >= MOST) {
                known.clear();
              }
              if (!triggers.isEmpty()) {
                known.put(place, new Known(triggers, now));
              }
              return triggers;
            });
  }
}
