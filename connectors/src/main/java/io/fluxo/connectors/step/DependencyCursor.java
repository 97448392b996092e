package io.fluxo.connectors.step;

import io.fluxo.messages.rejection.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a page of dependencies ended. */
final class DependencyCursor {

  private DependencyCursor() {}

  static String of(String place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  /** The place after which the page begins, null for the first page. */
  static @Nullable String read(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      String place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (place.indexOf('\n') > 0) {
        return place;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new Rejection(
        Rejection.Code.INVALID_INPUT,
        "There is no such page",
        List.of(
            new Rejection.Problem(
                "/cursor", 0, 0, "There is no such page", "the next of the page before")));
  }
}
