package io.fluxo.api.health;

import io.fluxo.messages.health.Watched;
import io.fluxo.messages.value.Unspoken;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one thing going: starts it again when it has stopped, with pauses that grow. */
final class Guard {

  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
  private static final long FIRST = Duration.ofSeconds(2).toNanos();
  private static final long LONGEST = Duration.ofMinutes(1).toNanos();

  /** After so long without a stop the pauses begin anew. */
  private static final long STEADY = Duration.ofMinutes(5).toNanos();

  private final Watched watched;
  private final Counter restarts;
  private final LongSupplier ticker;
  private long pause;
  private long last;
  private boolean restarted;

  Guard(Watched watched, MeterRegistry meters, LongSupplier ticker) {
    this.watched = watched;
    this.ticker = ticker;
    this.restarts =
        Counter.builder("fluxo.restarts")
            .description("How often the watchdog started something again that had stopped")
            .tag("name", watched.name())
            .register(meters);
  }

  String name() {
    return watched.name();
  }

  Watched.State state() {
    return watched.state();
  }

  /** One look; throws nothing. */
  void look() {
    long now = ticker.getAsLong();
    if (watched.state() != Watched.State.STOPPED) {
      restarted = restarted && now - last <= STEADY;
      return;
    }
    if (restarted && now - last < pause) {
      return;
    }
    pause = restarted ? Math.min(LONGEST, pause * 2) : FIRST;
    restarted = true;
    last = now;
    restarts.increment();
    LOG.error("{} has stopped and is started again", watched.name());
    try {
      watched.restart();
    } catch (RuntimeException e) {
      LOG.error("{} could not be started again; the next try comes", name(), Unspoken.of(e));
    }
  }
}
