package io.fluxo.api.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.api.mask.MaskedJson;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.history.CommittedEvents;
import io.fluxo.messages.history.EventQuery.ListEvents;
import io.fluxo.messages.history.StoredEvent;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.rejection.Rejection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
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
  private static final int MOST = 1_000;

  private final EventPages pages;
  private final ObjectMapper mapper;
  private final CommittedEvents.Registration registration;
  private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean running;

  EventStreams(EventPages pages, CommittedEvents events, ObjectMapper mapper) {
    this.pages = pages;
    this.mapper = mapper;
    this.registration = events.listen(committed -> watchers.forEach(Watcher::wake));
  }

  /**
   * Opens a stream.
   *
   * @param subject only events of this run or workflow, null for all of the workspace
   * @param after the position after which to begin, null for the beginning
   * @param masked whether personal data is taken out
   */
  SseEmitter open(
      Context context, @Nullable String subject, @Nullable String after, boolean masked) {
    if (count.incrementAndGet() > MOST) {
      count.decrementAndGet();
      throw new Rejection(
          Rejection.Code.UNAVAILABLE, "There are too many open streams: close one or try later");
    }
    SseEmitter emitter = new SseEmitter(LONGEST_MILLIS);
    Watcher watcher =
        new Watcher(
            pages,
            question(context, subject, after),
            emitter,
            masked ? this::masked : CloudEvent::of);
    watchers.add(watcher);
    emitter.onCompletion(
        () -> {
          watcher.close();
          if (watchers.remove(watcher)) {
            count.decrementAndGet();
          }
        });
    emitter.onTimeout(emitter::complete);
    watcher.start();
    return emitter;
  }

  private Object masked(StoredEvent event) {
    return MaskedJson.of(mapper.valueToTree(CloudEvent.of(event)));
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
