package io.fluxo.messages.page;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted.
 *
 * @param cursor the {@code next} of the page before, null for the first page
 * @param limit how many at most, 1 to 200
 */
public record PageRequest(@Nullable String cursor, int limit) {

  public static final int MAX_LIMIT = 200;

  public PageRequest {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("Expected a limit of 1 to " + MAX_LIMIT);
    }
  }
}
