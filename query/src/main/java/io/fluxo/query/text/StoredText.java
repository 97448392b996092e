package io.fluxo.query.text;

import org.jspecify.annotations.Nullable;

/**
 * Text as a column can hold it. PostgreSQL has no NUL in text while JSON has, and one such
 * character in a name would stop the projection of everybody: it becomes U+FFFD, in rows and in
 * questions alike.
 */
public final class StoredText {
  private StoredText() {}

  /** The text without NUL; null stays null. */
  public static @Nullable String of(@Nullable String text) {
    return text == null || text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }
}
