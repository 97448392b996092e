package io.fluxo.api.notice;

import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants to be told.
 *
 * @param digest for how long mails gather, where they do
 * @param app whether in the application
 * @param zone in which times are written, null for that of the language
 */
record Preferences(
    Language language, Email email, Duration digest, boolean app, @Nullable ZoneId zone) {

  /** The languages that are written. */
  enum Language {
    pt,
    en
  }

  /** When mails are sent. */
  enum Email {
    immediate,
    digest,
    off
  }

  static final Duration DIGEST = Duration.ofMinutes(60);

  /** Of somebody who wants nothing special. */
  static Preferences usual(Language language) {
    return new Preferences(language, Email.immediate, DIGEST, true, null);
  }

  /** How long the first of several mails waits for others. */
  Duration patience() {
    return email == Email.digest ? digest : Duration.ZERO;
  }

  /** In which times are written. */
  ZoneId zoneOrUsual() {
    ZoneId usual = ZoneId.of(language == Language.pt ? "America/Sao_Paulo" : "UTC");
    return zone == null ? usual : zone;
  }
}
