package io.fluxo.api.member;

import io.fluxo.api.problem.Fields;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Addresses as people log in with them. */
public final class Emails {

  private static final String FORM = "[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,189}";

  private Emails() {}

  /**
   * The address in lower case; null where it is none, or has letters that somebody could take for
   * others.
   */
  public static @Nullable String orNull(@Nullable String email) {
    if (email == null || !email.matches(FORM) || email.chars().anyMatch(c -> c > 127)) {
      return null;
    }
    return email.toLowerCase(Locale.ROOT);
  }

  /** The address in lower case, by which an account is looked for; null where it is none. */
  static @Nullable String known(String email) {
    return email.matches(FORM) ? email.toLowerCase(Locale.ROOT) : null;
  }

  /**
   * The address in lower case, by which it is found.
   *
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT when it is none
   */
  public static String require(String pointer, @Nullable String email) {
    String text = email == null ? null : email.strip();
    return Fields.matching(pointer, text, FORM, "an e-mail address").toLowerCase(Locale.ROOT);
  }
}
