package io.fluxo.messages.brazil;

import java.util.regex.Pattern;

/**
 * The numbers of Brazilian taxpayers: CPF of people, CNPJ of legal entities. Both end in two check
 * digits (modulo 11). A CNPJ may hold capital letters in front of them since 2026 (Receita Federal,
 * IN RFB 2.229/2024); a letter counts as its ASCII code less 48, so that digits count as before.
 */
public final class Documents {

  private static final Pattern CPF =
      Pattern.compile("[0-9]{11}|[0-9]{3}\\.[0-9]{3}\\.[0-9]{3}-[0-9]{2}");
  private static final Pattern CNPJ =
      Pattern.compile(
          "[0-9A-Z]{12}[0-9]{2}" + "|[0-9A-Z]{2}\\.[0-9A-Z]{3}\\.[0-9A-Z]{3}/[0-9A-Z]{4}-[0-9]{2}");
  private static final int CPF_BASE = 9;
  private static final int CNPJ_BASE = 12;
  private static final int CPF_HIGHEST_WEIGHT = 11;
  private static final int CNPJ_HIGHEST_WEIGHT = 9;

  private Documents() {}

  /** Whether the text is a CPF, written bare or as 000.000.000-00. */
  public static boolean isCpf(String text) {
    return CPF.matcher(text).matches() && isRight(bare(text), CPF_BASE, CPF_HIGHEST_WEIGHT);
  }

  /** Whether the text is a CNPJ of digits or with letters, bare or as XX.XXX.XXX/XXXX-00. */
  public static boolean isCnpj(String text) {
    return CNPJ.matcher(text).matches() && isRight(bare(text), CNPJ_BASE, CNPJ_HIGHEST_WEIGHT);
  }

  /** The number without the dots, slash and dash of its mask. */
  public static String bare(String text) {
    StringBuilder bare = new StringBuilder(text.length());
    text.chars().filter(c -> ".-/".indexOf(c) < 0).forEach(c -> bare.append((char) c));
    return bare.toString();
  }

  private static boolean isRight(String number, int base, int highest) {
    // The check digits of 111... are right, but nobody has such a number.
    boolean allEqual = number.chars().allMatch(c -> c == number.charAt(0));
    return !allEqual
        && digit(number, base, highest) == number.charAt(base) - '0'
        && digit(number, base + 1, highest) == number.charAt(base + 1) - '0';
  }

  /** The check digit of the first characters: weights 2, 3, ... from the right, over and over. */
  private static int digit(String number, int length, int highest) {
    int sum = 0;
    int weight = 2;
    for (int i = length - 1; i >= 0; i--) {
      sum += (number.charAt(i) - '0') * weight;
      weight = weight == highest ? 2 : weight + 1;
    }
    int rest = sum % 11;
    return rest < 2 ? 0 : 11 - rest;
  }
}
