package io.fluxo.command.workflow;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a YAML scalar without quotes means: the core schema of YAML 1.2. */
final class YamlScalars {

  private static final int LONGEST_NUMBER = 64;
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]++");
  private static final Pattern OCTAL = Pattern.compile("0o[0-7]{1,20}");
  private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]{1,15}");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]++|[0-9]++(\\.[0-9]*+)?)([eE][-+]?[0-9]++)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  private YamlScalars() {}

  static @Nullable Object resolve(String text, Path path, int line, int column) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> null;
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default -> numberOrText(text, path, line, column);
    };
  }

  private static Object numberOrText(String text, Path path, int line, int column) {
    char first = text.charAt(0);
    if (text.length() > LONGEST_NUMBER || "+-.0123456789".indexOf(first) < 0) {
      return SourceText.checkedText(text, path, line, column);
    }
    if (INTEGER.matcher(text).matches()) {
      return integer(text, path, line, column);
    }
    if (OCTAL.matcher(text).matches()) {
      return SourceText.checkedInteger(Long.parseLong(text.substring(2), 8), path, line, column);
    }
    if (HEX.matcher(text).matches()) {
      return SourceText.checkedInteger(Long.parseLong(text.substring(2), 16), path, line, column);
    }
    if (NOT_FINITE.matcher(text).matches()) {
      return SourceText.checkedDecimal(Double.NaN, path, line, column);
    }
    if (DECIMAL.matcher(text).matches()) {
      return SourceText.checkedDecimal(Double.parseDouble(text), path, line, column);
    }
    return text;
  }

  private static Number integer(String text, Path path, int line, int column) {
    String digits = text.replaceFirst("^[-+]", "");
    if (digits.length() > 1 && digits.startsWith("0")) {
      // A telephone number or a postal code would silently lose its zero.
      throw new UnreadableText(
          path.pointer(), line, column, "A number begins with 0", "quotes, if it is a text");
    }
    Long value = digits.length() > 18 ? null : Long.valueOf(Long.parseLong(text));
    return SourceText.checkedInteger(value, path, line, column);
  }
}
