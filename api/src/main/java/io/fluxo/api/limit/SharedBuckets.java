package io.fluxo.api.limit;

/** The buckets that all nodes take from. */
interface SharedBuckets {

  /**
   * What a node got.
   *
   * @param granted how many it may let through
   * @param available how many are left for all; below zero what was let through on credit
   */
  record Grant(long granted, long available) {}

  /**
   * Takes from a bucket, and makes it where there is none; may take its time.
   *
   * @param key whose bucket
   * @param rate how it fills
   * @param owed what was let through already and is taken in any case
   * @param wanted how many more at most
   * @throws RuntimeException where the buckets cannot be reached
   */
  Grant take(String key, Rate rate, long owed, long wanted);
}
