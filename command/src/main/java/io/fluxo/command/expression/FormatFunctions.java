package io.fluxo.command.expression;

import com.dashjoin.jsonata.Functions;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The functions that read time or chance, which are refused, and those that follow a picture, which
 * are given short pictures only.
 */
final class FormatFunctions {

  private static final int MAX_PICTURE = 64;
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Pattern WIDE = Pattern.compile("[0-9]{5,}");

  private FormatFunctions() {}

  static Map<String, BuiltIn.Body> bodies() {
    Map<String, BuiltIn.Body> bodies = new LinkedHashMap<>();
    bodies.put("eval", refused("calls $eval, which is not available"));
    String ambient = ", which is not available: a run computes the same from the same data";
    bodies.put("now", refused("calls $now" + ambient));
    bodies.put("millis", refused("calls $millis" + ambient));
    bodies.put("random", refused("calls $random" + ambient));
    bodies.put("shuffle", refused("calls $shuffle" + ambient));
    bodies.put("toMillis", FormatFunctions::toMillis);
    bodies.put("fromMillis", FormatFunctions::fromMillis);
    bodies.put("formatNumber", FormatFunctions::formatNumber);
    bodies.put("formatInteger", FormatFunctions::formatInteger);
    bodies.put("parseInteger", FormatFunctions::parseInteger);
    return bodies;
  }

  private static BuiltIn.Body refused(String sentence) {
    return arguments -> {
      throw new Exhausted(sentence);
    };
  }

  private static @Nullable Object toMillis(List<?> arguments) {
    if (!(TextFunctions.argument(arguments, 0) instanceof String text)) {
      return null;
    }
    if (TextFunctions.argument(arguments, 1) != null) {
      throw new Exhausted("reads a time by a picture, which is not available: use ISO 8601");
    }
    try {
      if (text.length() == 10) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
      }
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw new Exhausted("reads a time that is not ISO 8601");
    }
  }

  private static @Nullable Object fromMillis(List<?> arguments) {
    if (!(TextFunctions.argument(arguments, 0) instanceof Number millis)) {
      return null;
    }
    if (Math.abs(millis.doubleValue()) > 2.5e14) {
      throw new Exhausted("writes a time outside of the years -5000 to 9999");
    }
    if (arguments.size() < 2 || arguments.get(1) == null) {
      return ISO.format(Instant.ofEpochMilli(millis.longValue()));
    }
    String zone = TextFunctions.argument(arguments, 2) instanceof String z ? z : null;
    if (zone != null && zone.length() > 6) {
      throw new Exhausted("gives a time zone that is not an offset such as +0100");
    }
    return Functions.dateTimeFromMillis(millis, picture(arguments), zone);
  }

  private static @Nullable Object formatNumber(List<?> arguments) {
    if (!(TextFunctions.argument(arguments, 0) instanceof Number number)) {
      return null;
    }
    Object options = TextFunctions.argument(arguments, 2);
    Map<?, ?> symbols = options instanceof Map<?, ?> map ? map : Map.of();
    return Functions.formatNumber(number, picture(arguments), symbols);
  }

  private static @Nullable Object formatInteger(List<?> arguments) {
    if (!(TextFunctions.argument(arguments, 0) instanceof Number number)) {
      return null;
    }
    String picture = picture(arguments);
    // Roman numerals grow with the number itself.
    double most = picture.startsWith("I") || picture.startsWith("i") ? 9_999 : 1e15;
    if (Math.abs(number.doubleValue()) > most) {
      throw new Exhausted("formats a number that is too large for its picture");
    }
    return Functions.formatInteger(number, picture);
  }

  private static @Nullable Object parseInteger(List<?> arguments) {
    if (!(TextFunctions.argument(arguments, 0) instanceof String text)) {
      return null;
    }
    if (text.length() > 256) {
      throw new Exhausted("reads a number from a text that is too long");
    }
    try {
      return Functions.parseInteger(text, picture(arguments));
    } catch (ParseException e) {
      throw new Exhausted("reads a number that does not follow its picture");
    }
  }

  private static String picture(List<?> arguments) {
    if (!(TextFunctions.argument(arguments, 1) instanceof String picture)) {
      throw new Exhausted("formats without a picture");
    }
    if (picture.length() > MAX_PICTURE || WIDE.matcher(picture).find()) {
      throw new Exhausted("uses a picture longer than " + MAX_PICTURE + " or too wide");
    }
    return picture;
  }
}
