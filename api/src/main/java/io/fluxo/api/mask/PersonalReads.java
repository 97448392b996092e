package io.fluxo.api.mask;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.audit.AuditEvent;
import io.fluxo.messages.audit.ReadLog;
import io.fluxo.messages.context.Context;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks, behind the answers, whether callers who see everything were given personal data. Where
 * more is answered than can be looked at, whoever answers looks himself.
 */
@Component
public final class PersonalReads implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(PersonalReads.class);
  private static final int MOST_WAITING = 128;
  private static final long LOOK_MILLIS = 200;
  private static final Duration END = Duration.ofSeconds(10);

  private record Answer(Context context, String object, String path, Object body) {}

  private final ReadLog log;
  private final ObjectMapper mapper;
  private final BlockingQueue<Answer> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private volatile boolean running;
  private volatile Thread worker = new Thread(() -> {});

  PersonalReads(ReadLog log, ObjectMapper mapper) {
    this.log = log;
    this.mapper = mapper;
  }

  /**
   * A caller was answered in clear.
   *
   * @param object of what it tells, as {@code kind:id}
   * @param path by which request
   * @param body what was answered, which nobody changes any more
   */
  public void answered(Context context, String object, String path, Object body) {
    if (log.isNoted(context, object)) {
      return;
    }
    Answer answer = new Answer(context, object, path, body);
    if (!running || !waiting.offer(answer)) {
      look(answer);
    }
  }

  private void look(Answer answer) {
    if (log.isNoted(answer.context, answer.object)) {
      return;
    }
    AuditEvent.DataRead read =
        PersonalFields.of(answer.object, answer.path, mapper.valueToTree(answer.body));
    if (read != null) {
      log.read(answer.context, read);
    }
  }

  /** A caller was given a whole document that holds personal data. */
  public void given(Context context, String object, String path) {
    log.read(context, AuditEvent.DataRead.whole(object, path));
  }

  @Override
  public synchronized void start() {
    running = true;
    worker = Thread.ofPlatform().daemon().name("read-looks").start(this::work);
  }

  private void work() {
    while (running || !waiting.isEmpty()) {
      try {
        Answer answer = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (answer != null) {
          look(answer);
        }
      } catch (InterruptedException e) {
        running = false;
      } catch (RuntimeException e) {
        LOG.error("An answer could not be looked at for personal data", e);
      }
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    try {
      if (!worker.join(END)) {
        LOG.error("{} answers were not looked at for personal data", waiting.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Ends before the log of reads does, and after the web server. */
  @Override
  public int getPhase() {
    return 1;
  }
}
