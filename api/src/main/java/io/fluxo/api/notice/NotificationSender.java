package io.fluxo.api.notice;

import io.fluxo.messages.mail.Mailer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends what is due. Each kind has room of its own, so that none waits for another: mails to
 * people, mails with links, calls of hooks.
 */
@Component
final class NotificationSender extends Rounds {

  private static final Logger LOG = LoggerFactory.getLogger(NotificationSender.class);
  private static final int MAILS = 8;
  private static final int LINKS = 4;
  private static final int CALLS = 64;
  private static final long LAST_SECONDS = 5;

  private final Outbox outbox;
  private final Mailboxes mailboxes;
  private final MailDelivery mails;
  private final LinkDelivery links;
  private final HookDelivery hooks;
  private final Mailer mailer;
  private final Semaphore mailRoom = new Semaphore(MAILS);
  private final Semaphore linkRoom = new Semaphore(LINKS);
  private final Semaphore callRoom = new Semaphore(CALLS);
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("notification-", 0).factory());
  private volatile boolean crowded;

  NotificationSender(
      Outbox outbox,
      Mailboxes mailboxes,
      MailDelivery mails,
      LinkDelivery links,
      HookDelivery hooks,
      Mailer mailer) {
    super("notification-sender", Duration.ofSeconds(1));
    this.outbox = outbox;
    this.mailboxes = mailboxes;
    this.mails = mails;
    this.links = links;
    this.hooks = hooks;
    this.mailer = mailer;
  }

  @Override
  boolean round() {
    List<Outgoing> calls = outbox.hooks(callRoom.availablePermits());
    calls.forEach(each -> send(callRoom, List.of(each), () -> end(each, hooks.deliver(each))));
    int begun = calls.size();
    if (mailer.isReady()) {
      for (Mailboxes.Mailbox mailbox : mailboxes.due(mailRoom.availablePermits())) {
        List<Outgoing> mail = mailboxes.claim(mailbox);
        if (!mail.isEmpty()) {
          send(mailRoom, mail, () -> mails.deliver(mail));
          begun++;
        }
      }
      if (links.isReady()) {
        List<Outgoing> asked = outbox.outside(linkRoom.availablePermits());
        asked.forEach(each -> send(linkRoom, List.of(each), () -> end(each, links.deliver(each))));
        begun += asked.size();
      }
    }
    crowded = begun > 0;
    return false;
  }

  private void end(Outgoing told, Outcome outcome) {
    outbox.end(List.of(told), outcome);
  }

  private void send(Semaphore room, List<Outgoing> told, Runnable delivery) {
    room.acquireUninterruptibly(); // only this thread takes room, and it looked that there is some
    try {
      threads.execute(() -> safely(room, told, delivery));
    } catch (RejectedExecutionException e) {
      room.release();
    }
  }

  private void safely(Semaphore room, List<Outgoing> told, Runnable delivery) {
    try {
      delivery.run();
    } catch (RuntimeException e) {
      LOG.warn("Something went wrong with {}; it is tried again", told.getFirst(), e);
      unwell(told);
    } finally {
      room.release();
      if (crowded) {
        wake();
      }
    }
  }

  /** Where not even that can be noted, it counts as cut off after a while. */
  private void unwell(List<Outgoing> told) {
    try {
      int attempts = told.getFirst().attempts();
      outbox.end(told, Outcome.again("Something went wrong here", attempts, null));
    } catch (RuntimeException e) {
      LOG.warn("What came of {} could not be noted", told.getFirst(), e);
    }
  }

  @Override
  void ended() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
