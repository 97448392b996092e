package io.fluxo.api.event;

import io.fluxo.messages.history.EventQuery.ListEvents;
import io.fluxo.messages.history.StoredEvent;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One stream: reads on when something was committed, and says that it lives when nothing was. */
final class Watcher {

  private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
  private static final long HEARTBEAT_SECONDS = 15;

  private final EventPages pages;
  private final SseEmitter emitter;
  private final Function<StoredEvent, Object> form;
  private final BooleanSupplier standing;
  private final Semaphore news = new Semaphore(0);
  private ListEvents question;
  private volatile boolean closed;

  Watcher(
      EventPages pages,
      ListEvents question,
      SseEmitter emitter,
      Function<StoredEvent, Object> form,
      BooleanSupplier standing) {
    this.pages = pages;
    this.question = question;
    this.emitter = emitter;
    this.form = form;
    this.standing = standing;
  }

  void start() {
    Thread.ofVirtual().name("event-stream").start(this::run);
  }

  void wake() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  void close() {
    closed = true;
    wake();
  }

  private void run() {
    try {
      while (!closed && standing.getAsBoolean()) {
        if (!readOn() && !news.tryAcquire(HEARTBEAT_SECONDS, TimeUnit.SECONDS)) {
          emitter.send(SseEmitter.event().comment("alive"));
        }
      }
      emitter.complete();
    } catch (IOException | IllegalStateException e) {
      LOG.debug("A watcher went away");
      emitter.complete();
    } catch (InterruptedException e) {
      emitter.complete();
    } catch (CompletionException e) {
      emitter.completeWithError(e.getCause() == null ? e : e.getCause());
    }
  }

  /** Sends what there is; false where there was nothing and nothing is known to follow. */
  private boolean readOn() throws IOException {
    news.drainPermits();
    Page<StoredEvent> page = pages.page(question).join();
    for (StoredEvent event : page.items()) {
      emitter.send(
          SseEmitter.event()
              .id(Long.toString(event.position()))
              .name(event.type())
              .data(form.apply(event)));
    }
    String last = page.next() == null ? EventStreams.last(page.items()) : page.next();
    if (last == null) {
      return false;
    }
    question =
        new ListEvents(
            question.tenant(),
            question.workspace(),
            question.subject(),
            question.type(),
            question.after(),
            question.before(),
            new PageRequest(last, PageRequest.MAX_LIMIT));
    return page.next() != null || !page.items().isEmpty();
  }
}
