package io.fluxo.messages.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Numbers as ECMAScript writes them. */
final class CanonicalNumber {

  private static final int LONGEST_PLAIN = 21;
  private static final int SMALLEST_PLAIN = -6;

  private CanonicalNumber() {}

  static String write(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("Expected a finite number");
    }
    if (number == 0) {
      return "0"; // also for -0
    }
    return number < 0 ? "-" + positive(-number) : positive(number);
  }

  private static String positive(double number) {
    BigDecimal shortest = shortest(number);
    String digits = shortest.unscaledValue().toString();
    int point = digits.length() - shortest.scale(); // value = 0.digits * 10^point
    if (digits.length() <= point && point <= LONGEST_PLAIN) {
      return digits + "0".repeat(point - digits.length());
    }
    if (0 < point && point <= LONGEST_PLAIN) {
      return digits.substring(0, point) + "." + digits.substring(point);
    }
    if (SMALLEST_PLAIN < point && point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    int exponent = point - 1;
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
  }

  /** The fewest digits that read back as the number; among them the closest. */
  private static BigDecimal shortest(double number) {
    BigDecimal java = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    if (java.unscaledValue().compareTo(BigInteger.valueOf(99)) > 0 || java.precision() == 1) {
      return java;
    }
    // Java writes two digits even where one is enough: 4.9E-324 for what ECMAScript calls 5e-324.
    BigDecimal exact = new BigDecimal(number);
    BigDecimal best = java;
    for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
      BigDecimal one = java.setScale(java.scale() - 1, mode).stripTrailingZeros();
      if (one.doubleValue() == number
          && (best.precision() > 1
              || one.subtract(exact).abs().compareTo(best.subtract(exact).abs()) < 0)) {
        best = one;
      }
    }
    return best;
  }
}
