package io.fluxo.query.processor;

import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A scheduler whose short waits are shorter. The coordinator of a pooled processor waits a fixed
 * 100 ms when its queue is full and 500 ms when it found nothing, which bounds it to some 10,000
 * events a second; waits of seconds (claims, errors) stay what they are, up to a bound: after
 * errors it would wait a minute in the end, while a database is back within seconds.
 */
final class QuickScheduler extends ScheduledThreadPoolExecutor {

  private static final long LONG_MILLIS = 500;
  private static final long FACTOR = 50;
  private static final long LONGEST_MICROS = TimeUnit.SECONDS.toMicros(5);

  QuickScheduler(String name) {
    super(1, task -> Thread.ofPlatform().daemon().name(name).unstarted(task));
    setRemoveOnCancelPolicy(true);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return super.schedule(task, shortened(delay, unit), TimeUnit.MICROSECONDS);
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    return super.schedule(task, shortened(delay, unit), TimeUnit.MICROSECONDS);
  }

  private static long shortened(long delay, TimeUnit unit) {
    long micros = unit.toMicros(delay);
    return unit.toMillis(delay) <= LONG_MILLIS ? micros / FACTOR : Math.min(micros, LONGEST_MICROS);
  }
}
