package io.fluxo.api.notice;

import io.fluxo.api.notice.NotificationInbox.Owner;
import io.fluxo.api.notice.NotificationInbox.Placed;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One stream: reads on when there may be something new, and says that it lives meanwhile. */
final class NotificationWatcher {

  private static final Logger LOG = LoggerFactory.getLogger(NotificationWatcher.class);
  private static final long HEARTBEAT_SECONDS = 15;
  private static final int BATCH = 100;

  private final NotificationInbox inbox;
  private final Owner owner;
  private final SseEmitter emitter;
  private final UnaryOperator<Object> form;
  private final BooleanSupplier standing;
  private final Semaphore news = new Semaphore(0);
  private long after;
  private volatile boolean closed;

  NotificationWatcher(
      NotificationInbox inbox,
      Owner owner,
      long after,
      SseEmitter emitter,
      UnaryOperator<Object> form,
      BooleanSupplier standing) {
    this.inbox = inbox;
    this.owner = owner;
    this.after = after;
    this.emitter = emitter;
    this.form = form;
    this.standing = standing;
  }

  Owner owner() {
    return owner;
  }

  void start() {
    Thread.ofVirtual().name("notification-stream").start(this::run);
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
    } catch (DataAccessException e) {
      emitter.completeWithError(e);
    }
  }

  /** Sends what there is; false where there was nothing. */
  private boolean readOn() throws IOException {
    news.drainPermits();
    List<Placed> found = inbox.unreadAfter(owner, after, BATCH);
    for (Placed each : found) {
      emitter.send(
          SseEmitter.event()
              .id(Long.toString(each.position()))
              .name("notification")
              .data(form.apply(each.view())));
      after = each.position();
    }
    return !found.isEmpty();
  }
}
