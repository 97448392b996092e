package io.fluxo.api.limit;

import io.fluxo.api.limit.SharedBuckets.Grant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the shared buckets for more, behind the back of the requests. */
final class Renewals implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);

  private static final int MOST = 1_000;

  private final SharedBuckets buckets;
  private final Executor executor;

  /**
   * Asks on other threads.
   *
   * @param executor may refuse: then this node counts alone for a while
   */
  Renewals(SharedBuckets buckets, Executor executor) {
    this.buckets = buckets;
    this.executor = executor;
  }

  /**
   * Asks on one thread, and so over one connection of the pool, however many limits there are. The
   * thread is no bean: Spring would leave out its own executor for the sake of another.
   */
  static Renewals onOneThread(SharedBuckets buckets) {
    return new Renewals(
        buckets,
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST),
            run -> Thread.ofPlatform().daemon().name("limits").unstarted(run)));
  }

  @Override
  public void close() {
    if (executor instanceof ExecutorService service) {
      service.shutdownNow();
    }
  }

  /** Asks for more for a share that wants it. */
  void ask(String key, Rate rate, Share share) {
    try {
      executor.execute(() -> renew(key, rate, share));
    } catch (RejectedExecutionException e) {
      share.failed();
    }
  }

  private void renew(String key, Rate rate, Share share) {
    try {
      long owed = share.owed();
      Grant grant = buckets.take(key, rate, owed, Share.batch(rate));
      share.granted(owed, grant);
    } catch (RuntimeException e) {
      LOG.debug("A shared limit cannot be reached; this node counts alone", e);
      share.failed();
    }
  }
}
