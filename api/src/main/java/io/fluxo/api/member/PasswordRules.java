package io.fluxo.api.member;

import com.nulabinc.zxcvbn.Zxcvbn;
import io.fluxo.api.problem.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a password must be (NIST SP 800-63B, OWASP ASVS 6.2): long enough, and nothing that is
 * guessed first. No rule about kinds of characters, and no end of its time.
 */
public final class PasswordRules {

  private static final int SHORTEST = 10;
  private static final int LONGEST = 128;

  /** Of 0 to 4; 2 needs more than a million guesses. */
  private static final int ENOUGH = 2;

  /**
   * The measure's time grows faster than the text; what is this long is judged by its beginning.
   */
  private static final int JUDGED = 64;

  private PasswordRules() {}

  /**
   * Requires a good password.
   *
   * @param pointer the JSON pointer of the field
   * @param known what belongs to its owner and is guessed first
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT when it is not
   */
  public static String require(String pointer, @Nullable String password, List<String> known) {
    String text = password == null ? "" : password;
    int length = text.codePointCount(0, text.length());
    if (length < SHORTEST || length > LONGEST || text.indexOf('\0') >= 0) {
      throw Problems.invalid(
          pointer, "The password cannot be used", SHORTEST + " to " + LONGEST + " characters");
    }
    String judged = text.length() > JUDGED ? text.substring(0, JUDGED) : text;
    if (Measure.IT.measure(judged, known).getScore() < ENOUGH) {
      throw Problems.invalid(
          pointer, "The password is easy to guess", "a few words that do not belong together");
    }
    return text;
  }

  /** Loaded with the first password, for it reads its dictionaries then. */
  private static final class Measure {
    static final Zxcvbn IT = new Zxcvbn();
  }
}
