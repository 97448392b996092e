package io.fluxo.api.member;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which somebody is away.
 *
 * @param until when the person is there again
 * @param standIn the id of the account that does the work meanwhile
 * @param reason in the words of the person
 */
record Absence(Instant from, Instant until, String standIn, @Nullable String reason) {

  @Override
  public String toString() {
    return "Absence[" + from + " to " + until + "]";
  }
}
