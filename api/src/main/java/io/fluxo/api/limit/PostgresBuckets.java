package io.fluxo.api.limit;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.sql.DataSource;

/** Buckets in a table of PostgreSQL, each behind the lock of its row. */
final class PostgresBuckets implements SharedBuckets {

  /** A renewal that takes longer is of no use: the node counts alone meanwhile. */
  private static final Duration LONGEST = Duration.ofSeconds(2);

  /** After it was full again a bucket is as good as none. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(1);
  private static final int CLEANED = 1_000;

  private final PostgreSQLSelectForUpdateBasedProxyManager<String> buckets;
  private final InstantSource clock;
  private volatile Instant cleaned;

  PostgresBuckets(DataSource database, InstantSource clock) {
    this.clock = clock;
    this.cleaned = clock.instant();
    this.buckets =
        Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
            .primaryKeyMapper(PrimaryKeyMapper.STRING)
            .table("rate_limit")
            .idColumn("bucket")
            .stateColumn("state")
            .expiresAtColumn("expires_at")
            .clientClock(new WallClock(clock))
            .requestTimeout(LONGEST)
            .expirationAfterWrite(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT))
            .build();
  }

  @Override
  public Grant take(String key, Rate rate, long owed, long wanted) {
    BucketProxy bucket =
        buckets
            .builder()
            .build(key, () -> BucketConfiguration.builder().addLimit(rate.bandwidth()).build());
    if (owed > 0) {
      bucket.consumeIgnoringRateLimits(owed);
    }
    var taken = bucket.asVerbose().tryConsumeAsMuchAsPossible(wanted);
    clean();
    return new Grant(taken.getValue(), taken.getDiagnostics().getAvailableTokens());
  }

  /** Removes what nobody has asked for since it was full. */
  private void clean() {
    Instant now = clock.instant();
    if (cleaned.plus(BETWEEN_CLEANINGS).isBefore(now)) {
      cleaned = now;
      buckets.removeExpired(CLEANED);
    }
  }

  private record WallClock(InstantSource clock) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      return clock.millis() * 1_000_000;
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
