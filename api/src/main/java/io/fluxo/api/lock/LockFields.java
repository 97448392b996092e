package io.fluxo.api.lock;

import io.fluxo.api.paging.Paging;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.value.KeyText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads what requests say of locks, each with its bounds. */
final class LockFields {

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration USUAL = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /** A letter, so that no number of a list looks like one of a person. */
  private static final String CURSOR = "t";

  private LockFields() {}

  static LockPlace place(@Nullable String name, Context context) {
    return new LockPlace(context.tenant(), context.workspace(), key("/name", name));
  }

  static String owner(@Nullable String owner) {
    return key("/owner", owner);
  }

  private static String key(String pointer, @Nullable String text) {
    if (text == null
        || !KeyText.fits(text)
        || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw Problems.invalid(
          pointer, text == null ? "The field is missing" : "The text cannot be used", KeyText.FORM);
    }
    return text;
  }

  static long token(@Nullable Long token) {
    if (token == null || token < 1) {
      throw Problems.invalid(
          "/token", "The token is missing", "the number that the acquisition was answered with");
    }
    return token;
  }

  static Duration ttl(@Nullable String ttl) {
    return ttl == null ? USUAL : Paging.duration("/ttl", ttl, SHORTEST, LONGEST);
  }

  static Duration wait(@Nullable String wait) {
    Duration read = Paging.wait(wait, LONGEST_WAIT);
    return read == null ? Duration.ZERO : read;
  }

  /** Where a page of locks ended. */
  static String cursor(LockView last) {
    return CURSOR + last.token();
  }

  /** The token after which a page begins. */
  static long after(@Nullable String cursor) {
    if (cursor == null) {
      return 0;
    }
    if (!cursor.matches(CURSOR + "[0-9]{1,18}")) {
      throw Problems.invalid("/cursor", "There is no such page", "the next of the page before");
    }
    return Long.parseLong(cursor.substring(CURSOR.length()));
  }
}
