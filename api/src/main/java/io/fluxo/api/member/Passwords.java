package io.fluxo.api.member;

import io.fluxo.messages.rejection.Rejection;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2id (RFC 9106), with the least parameters that OWASP's Password
 * Storage Cheat Sheet recommends: 19 MiB, two passes, one lane. Few are worked on at once, for each
 * costs memory and time on purpose.
 */
@Component
public final class Passwords {

  private static final int SALT = 16;
  private static final int HASH = 32;
  private static final int LANES = 1;
  private static final int KIB = 19_456;
  private static final int PASSES = 2;
  private static final int AT_ONCE = 4;
  private static final long PATIENCE_SECONDS = 2;

  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int GROUPS = 4;
  private static final int GROUP = 5;

  private final Semaphore places = new Semaphore(AT_ONCE);
  private final SecureRandom random;
  private volatile @Nullable String nobodys;

  Passwords(SecureRandom random) {
    this.random = random;
  }

  /** The hash of a password, with its salt and parameters. */
  public String hash(String password) {
    return inPlace(() -> encoder().encode(password));
  }

  /**
   * Whether it is the password of the hash.
   *
   * @param hash null for none; that takes as long as any other, and is never right
   */
  public boolean isRight(String password, @Nullable String hash) {
    String known = hash == null ? nobodys() : hash;
    boolean right = inPlace(() -> encoder().matches(password, known));
    return right && hash != null;
  }

  /** A password that can be read aloud: 20 characters of 31, about 99 bits. */
  public String oneTime() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS * GROUP; i++) {
      if (i > 0 && i % GROUP == 0) {
        text.append('-');
      }
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  private String nobodys() {
    String known = nobodys;
    if (known == null) {
      known = hash(oneTime());
      nobodys = known;
    }
    return known;
  }

  private static Argon2PasswordEncoder encoder() {
    return new Argon2PasswordEncoder(SALT, HASH, LANES, KIB, PASSES);
  }

  private <T> T inPlace(Supplier<T> work) {
    try {
      if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new Rejection(
            Rejection.Code.UNAVAILABLE, "Too many passwords are being checked: try again soon");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Rejection(Rejection.Code.UNAVAILABLE, "The service is stopping");
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
