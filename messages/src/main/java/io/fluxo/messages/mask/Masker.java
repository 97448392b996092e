package io.fluxo.messages.mask;

import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a line what must not stand in a log: the last line of defence, behind code that does
 * not log such things. What is recognised by its check digits (CPF, CNPJ, card numbers) is masked
 * also where it stands without punctuation; other runs of digits stay, for operators live on them.
 */
public final class Masker {

  public static final String MASK = "***";

  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9._%+-]{1,64}+@[A-Za-z0-9-]{1,63}+(?:\\.[A-Za-z0-9-]{2,63}+)++");
  private static final Pattern BEARER =
      Pattern.compile("(?i)\\b(Bearer|Basic)\\s++[A-Za-z0-9._~+/=-]{6,}+");
  private static final Pattern JWT =
      Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}+(?:\\.[A-Za-z0-9_-]*+)?+");
  private static final Pattern KEY = Pattern.compile("\\b(flx|sk|pk|whsec)_[A-Za-z0-9_+/=-]{12,}+");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)([A-Za-z0-9_-]{0,32}(?:password|passwd|senha|secret|segredo|token|api[_-]?key|authorization))"
              + "(\\\\?[\"']?+\\s*+[:=]\\s*+\\\\?[\"']?+)(?!\\*{3})[^\\s\"'\\\\,;&}]++");
  private static final Pattern FORMATTED_CPF =
      Pattern.compile("\\b[0-9]{3}\\.[0-9]{3}\\.[0-9]{3}-[0-9]{2}\\b");
  private static final Pattern FORMATTED_CNPJ =
      Pattern.compile("\\b[0-9A-Z]{2}\\.[0-9A-Z]{3}\\.[0-9A-Z]{3}/[0-9A-Z]{4}-[0-9]{2}\\b");
  private static final Pattern PHONE =
      Pattern.compile(
          "\\+[0-9]{1,3}[ .-]?+\\(?[0-9]{2,3}\\)?[ .-]?[0-9]{4,5}[ .-]?[0-9]{4}\\b"
              + "|\\([0-9]{2}\\) ?[0-9]{4,5}[ -]?[0-9]{4}\\b");
  private static final Pattern DIGITS =
      Pattern.compile("(?<![0-9A-Za-z.])[0-9](?:[ -]?[0-9]){10,18}(?![0-9A-Za-z])");

  private Masker() {}

  /** The text without personal data and secrets, as far as their form gives them away. */
  public static String mask(String text) {
    String masked = BEARER.matcher(text).replaceAll("$1 ***");
    masked = NAMED.matcher(masked).replaceAll("$1$2***");
    masked = JWT.matcher(masked).replaceAll(MASK);
    masked = KEY.matcher(masked).replaceAll("$1_***");
    if (masked.indexOf('@') >= 0) {
      masked = EMAIL.matcher(masked).replaceAll(MASK);
    }
    masked = FORMATTED_CPF.matcher(masked).replaceAll(MASK);
    masked = FORMATTED_CNPJ.matcher(masked).replaceAll(MASK);
    masked = PHONE.matcher(masked).replaceAll(MASK);
    return DIGITS
        .matcher(masked)
        .replaceAll(found -> isNumberOfSomebody(found) ? MASK : quoted(found));
  }

  private static String quoted(MatchResult found) {
    return Matcher.quoteReplacement(found.group());
  }

  private static boolean isNumberOfSomebody(MatchResult found) {
    String digits = found.group().replaceAll("[ -]", "");
    Predicate<String> form =
        switch (digits.length()) {
          case 11 -> Masker::isCpf;
          case 14 -> number -> isCnpj(number) || isCard(number);
          default -> Masker::isCard;
        };
    return form.test(digits);
  }

  /** Two check digits modulo 11 with weights that fall to 2 (Receita Federal). */
  private static boolean isCpf(String digits) {
    return !digits.chars().allMatch(c -> c == digits.charAt(0))
        && check(digits, 9, 10) == digits.charAt(9) - '0'
        && check(digits, 10, 11) == digits.charAt(10) - '0';
  }

  private static boolean isCnpj(String digits) {
    return check(digits, 12, 9) == digits.charAt(12) - '0'
        && check(digits, 13, 9) == digits.charAt(13) - '0';
  }

  /** Weights from the right: 2, 3, ... up to the highest, then from 2 again. */
  private static int check(String digits, int length, int highest) {
    int sum = 0;
    int weight = 2;
    for (int i = length - 1; i >= 0; i--) {
      sum += (digits.charAt(i) - '0') * weight;
      weight = weight == highest ? 2 : weight + 1;
    }
    int rest = sum % 11;
    return rest < 2 ? 0 : 11 - rest;
  }

  /** Luhn's formula (ISO/IEC 7812-1), and a length that cards have. */
  private static boolean isCard(String digits) {
    if (digits.length() < 13) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int value = i % 2 == 0 ? digit : digit * 2;
      sum += value > 9 ? value - 9 : value;
    }
    return sum % 10 == 0;
  }
}
