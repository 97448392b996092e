package io.fluxo.messages.document;

import org.jspecify.annotations.Nullable;

/**
 * What a thing is called.
 *
 * @param text in the language of the document
 * @param beneath the same in another language, in small letters; null for none
 */
public record Label(String text, @Nullable String beneath) {

  /** A label in one language. */
  public static Label of(String text) {
    return new Label(text, null);
  }
}
