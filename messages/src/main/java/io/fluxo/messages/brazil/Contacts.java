package io.fluxo.messages.brazil;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where Brazilians are found: postal codes and telephone numbers, by their form alone. */
public final class Contacts {

  private static final Pattern CEP = Pattern.compile("[0-9]{5}-?[0-9]{3}");
  private static final Pattern PHONE =
      Pattern.compile(
          "(?:\\+55 ?)?(?:\\(([1-9]{2})\\) ?|([1-9]{2}) ?)(?:9[0-9]{4}|[2-5][0-9]{3})-?[0-9]{4}");

  /** The area codes in use (ANATEL); their second digit is never 0. */
  private static final Pattern AREA =
      Pattern.compile("1[1-9]|2[12478]|3[1-578]|4[1-9]|5[1345]|6[1-9]|7[134579]|8[1-9]|9[1-9]");

  private Contacts() {}

  /** Whether the text is a postal code: 00000-000, with or without the dash. */
  public static boolean isCep(String text) {
    return CEP.matcher(text).matches();
  }

  /**
   * Whether the text is a telephone number with its area code: nine digits that begin with 9
   * (mobile), or eight that begin with 2 to 5 (fixed). Such as +55 (11) 91234-5678, 1133334444.
   */
  public static boolean isPhone(String text) {
    Matcher phone = PHONE.matcher(text);
    if (!phone.matches()) {
      return false;
    }
    String area = phone.group(1) == null ? phone.group(2) : phone.group(1);
    return AREA.matcher(area).matches();
  }
}
