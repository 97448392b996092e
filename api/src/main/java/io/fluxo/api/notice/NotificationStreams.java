package io.fluxo.api.notice;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.api.limit.Seats;
import io.fluxo.api.limit.StreamSeats;
import io.fluxo.api.notice.NotificationInbox.Owner;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.mask.MaskedJson;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Streams to people what they are told. What this node adds is looked for at once, what others add
 * after some seconds, once for all who watch.
 */
@Component
final class NotificationStreams extends Rounds {

  private static final long LONGEST_MILLIS = 3_600_000;

  private final NotificationInbox inbox;
  private final StreamSeats seats;
  private final ObjectMapper mapper;
  private final Set<NotificationWatcher> watchers = ConcurrentHashMap.newKeySet();
  private long seen = -1;

  NotificationStreams(NotificationInbox inbox, StreamSeats seats, ObjectMapper mapper) {
    super("notification-streams", Duration.ofSeconds(3));
    this.inbox = inbox;
    this.seats = seats;
    this.mapper = mapper;
  }

  /**
   * Opens a stream.
   *
   * @param after the position after which to begin
   * @param masked whether personal data is taken out
   * @param standing whether the caller may still watch, asked before every look
   * @throws io.fluxo.api.problem.Refused where too many are open already
   */
  SseEmitter open(
      Context context, Owner owner, long after, boolean masked, BooleanSupplier standing) {
    Seats.Seat seat = seats.take(context);
    SseEmitter emitter = new SseEmitter(LONGEST_MILLIS);
    NotificationWatcher watcher =
        new NotificationWatcher(
            inbox,
            owner,
            after,
            emitter,
            masked ? view -> MaskedJson.of(mapper.valueToTree(view)) : view -> view,
            standing);
    watchers.add(watcher);
    emitter.onCompletion(
        () -> {
          watcher.close();
          watchers.remove(watcher);
          seat.close();
        });
    emitter.onTimeout(emitter::complete);
    watcher.start();
    return emitter;
  }

  @Override
  boolean round() {
    if (watchers.isEmpty()) {
      return false;
    }
    long newest = inbox.newest();
    if (seen < 0) {
      watchers.forEach(NotificationWatcher::wake);
    } else if (newest > seen) {
      Set<Owner> owners = new HashSet<>(inbox.since(seen));
      watchers.stream()
          .filter(each -> owners.contains(each.owner()))
          .forEach(NotificationWatcher::wake);
    }
    seen = newest;
    return false;
  }

  @Override
  void ended() {
    watchers.forEach(NotificationWatcher::close);
  }
}
