package io.fluxo.api.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.api.limit.Seats;
import io.fluxo.api.limit.StreamSeats;
import io.fluxo.api.mask.PersonalReads;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.history.CommittedEvents;
import io.fluxo.messages.history.EventQuery.ListEvents;
import io.fluxo.messages.history.StoredEvent;
import io.fluxo.messages.mask.MaskedJson;
import io.fluxo.messages.page.PageRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Streams stored events to whoever watches: from where the caller was, and on as they are
 * committed. Every watcher reads the store at its own pace on a virtual thread, so that a slow one
 * costs nobody anything but itself.
 */
@Component
class EventStreams implements SmartLifecycle {

  private static final long LONGEST_MILLIS = 3_600_000;

  private final EventPages pages;
  private final ObjectMapper mapper;
  private final PersonalReads reads;
  private final CommittedEvents.Registration registration;
  private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
  private final StreamSeats seats;
  private volatile boolean running;

  EventStreams(
      EventPages pages,
      CommittedEvents events,
      StreamSeats seats,
      ObjectMapper mapper,
      PersonalReads reads) {
    this.reads = reads;
    this.pages = pages;
    this.seats = seats;
    this.mapper = mapper;
    this.registration = events.listen(committed -> watchers.forEach(Watcher::wake));
  }

  /**
   * Opens a stream.
   *
   * @param subject only events of this run or workflow, null for all of the workspace
   * @param after the position after which to begin, null for the beginning
   * @param masked whether personal data is taken out
   * @param standing whether the caller may still watch, asked before every look
   * @throws io.fluxo.api.problem.Refused where too many are open already
   */
  SseEmitter open(
      Context context,
      @Nullable String subject,
      @Nullable String after,
      boolean masked,
      BooleanSupplier standing) {
    Seats.Seat seat = seats.take(context);
    SseEmitter emitter = new SseEmitter(LONGEST_MILLIS);
    Watcher watcher =
        new Watcher(
            pages,
            question(context, subject, after),
            emitter,
            masked ? this::masked : event -> clear(event, context, subject),
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

  private Object masked(StoredEvent event) {
    return MaskedJson.of(mapper.valueToTree(CloudEvent.of(event)));
  }

  private Object clear(StoredEvent event, Context context, @Nullable String subject) {
    CloudEvent clear = CloudEvent.of(event);
    reads.answered(
        context,
        subject == null ? "list:/api/v1/events" : "run:" + subject,
        subject == null ? "/api/v1/events/stream" : "/api/v1/runs/" + subject + "/stream",
        clear);
    return clear;
  }

  private static ListEvents question(
      Context context, @Nullable String subject, @Nullable String after) {
    return new ListEvents(
        context.tenant(),
        context.workspace(),
        subject,
        null,
        null,
        null,
        new PageRequest(after, PageRequest.MAX_LIMIT));
  }

  /** The last position of a page, to go on after. */
  static @Nullable String last(List<StoredEvent> events) {
    return events.isEmpty() ? null : Long.toString(events.getLast().position());
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    registration.close();
    watchers.forEach(Watcher::close);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Ends before the web server waits for open requests. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
