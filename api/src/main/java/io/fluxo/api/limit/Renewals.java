package io.fluxo.api.limit;

import io.fluxo.api.limit.SharedBuckets.Grant;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the shared buckets for more, behind the back of the requests. */
final class Renewals {

  private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);

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
