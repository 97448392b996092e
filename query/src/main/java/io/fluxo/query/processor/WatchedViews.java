package io.fluxo.query.processor;

import io.fluxo.messages.health.Watched;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The stream into the read models, as the watchdog sees it. */
final class WatchedViews implements Watched {

  /** Nothing that the coordinator waits for takes so long. */
  private static final long SILENCE = Duration.ofSeconds(90).toNanos();

  private static final long STOP_SECONDS = 10;

  private final Supplier<ViewsStream> streams;
  private final LongSupplier signs;
  private final LongSupplier ticker;
  private boolean seenRunning;
  private long lastSign = -1;
  private long changed;

  /**
   * Watches a stream.
   *
   * @param signs a number that grows for as long as the stream is coordinated
   * @param ticker nanoseconds from some start
   */
  WatchedViews(Supplier<ViewsStream> streams, LongSupplier signs, LongSupplier ticker) {
    this.streams = streams;
    this.signs = signs;
    this.ticker = ticker;
  }

  @Override
  public String name() {
    return ViewsProcessor.VIEWS;
  }

  @Override
  public synchronized State state() {
    ViewsStream stream = streams.get();
    long sign = signs.getAsLong();
    long now = ticker.getAsLong();
    if (sign != lastSign) {
      lastSign = sign;
      changed = now;
    }
    if (!stream.isRunning()) {
      return seenRunning ? State.STOPPED : State.RESTING;
    }
    seenRunning = true;
    if (now - changed > SILENCE) {
      return State.STOPPED;
    }
    return stream.isFailing() ? State.FAILING : State.RUNNING;
  }

  @Override
  public void restart() {
    ViewsStream stream = streams.get();
    try {
      stream.shutdownAsync().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The stream does not let itself be stopped", e);
    }
    stream.start();
  }
}
