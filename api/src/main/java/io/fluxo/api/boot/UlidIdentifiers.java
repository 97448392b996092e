package io.fluxo.api.boot;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.IdentifierFactory;

/**
 * Ids of messages and of what messages create: ULIDs (github.com/ulid/spec) in lower case, 48 bits
 * of milliseconds and 80 bits of chance. They sort by time, so that an index over them grows at its
 * end. They are names, not secrets.
 */
public final class UlidIdentifiers extends IdentifierFactory {

  private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final int LENGTH = 26;

  private final AtomicLong last = new AtomicLong();

  @Override
  public String generateIdentifier() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return text(millis(), random.nextLong() & 0xFFFFL, random.nextLong());
  }

  /** Never behind what was given before, also when the clock is set back. */
  private long millis() {
    long now = System.currentTimeMillis();
    return last.accumulateAndGet(now, Math::max);
  }

  /** The 128 bits as 26 characters of Crockford base 32. */
  static String text(long millis, long high16, long low64) {
    char[] text = new char[LENGTH];
    for (int i = 9; i >= 0; i--) {
      text[i] = ALPHABET[(int) (millis & 31)];
      millis >>>= 5;
    }
    long upper = (high16 << 24) | (low64 >>> 40);
    long lower = low64 & 0xFF_FFFF_FFFFL;
    for (int i = 17; i >= 10; i--) {
      text[i] = ALPHABET[(int) (upper & 31)];
      upper >>>= 5;
    }
    for (int i = 25; i >= 18; i--) {
      text[i] = ALPHABET[(int) (lower & 31)];
      lower >>>= 5;
    }
    return new String(text);
  }
}
