package io.fluxo.command.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The functions on text that could run or grow without end, written anew with bounds. */
final class TextFunctions {

  private TextFunctions() {}

  static Map<String, BuiltIn.Body> bodies() {
    return Map.of(
        "pad", TextFunctions::pad,
        "join", TextFunctions::join,
        "contains", TextFunctions::contains,
        "split", TextFunctions::split,
        "match", TextFunctions::match,
        "replace", TextFunctions::replace);
  }

  static @Nullable Object argument(List<?> arguments, int index) {
    return index < arguments.size() ? arguments.get(index) : null;
  }

  static int limit(@Nullable Object limit) {
    if (limit instanceof Number number) {
      if (number.doubleValue() < 0) {
        throw new Exhausted("gives a negative limit to a function");
      }
      return (int) Math.min(number.doubleValue(), Integer.MAX_VALUE);
    }
    return Integer.MAX_VALUE;
  }

  private static @Nullable Object pad(List<?> arguments) {
    if (!(argument(arguments, 0) instanceof String text)) {
      return null;
    }
    double width = argument(arguments, 1) instanceof Number number ? number.doubleValue() : 0;
    if (Math.abs(width) > Budget.MAX_STRING) {
      throw new Exhausted("pads to more than " + Budget.MAX_STRING + " characters");
    }
    String with = argument(arguments, 2) instanceof String s && !s.isEmpty() ? s : " ";
    int[] points = with.codePoints().toArray();
    int missing = (int) Math.abs(width) - text.codePointCount(0, text.length());
    StringBuilder padding = new StringBuilder();
    for (int i = 0; i < missing; i++) {
      padding.appendCodePoint(points[i % points.length]);
    }
    return width < 0 ? padding + text : text + padding;
  }

  private static @Nullable Object join(List<?> arguments) {
    Object first = argument(arguments, 0);
    if (first == null) {
      return null;
    }
    List<?> texts = first instanceof List<?> list ? list : List.of(first);
    String separator = argument(arguments, 1) instanceof String s ? s : "";
    Growing joined = new Growing();
    for (int i = 0; i < texts.size(); i++) {
      if (i > 0) {
        joined.add(separator);
      }
      joined.add(String.valueOf(texts.get(i)));
    }
    return joined.toString();
  }

  private static @Nullable Object contains(List<?> arguments) {
    if (!(argument(arguments, 0) instanceof String text)) {
      return null;
    }
    return argument(arguments, 1) instanceof Pattern pattern
        ? matcher(pattern, text).find()
        : text.contains(token(arguments));
  }

  private static @Nullable Object split(List<?> arguments) {
    if (!(argument(arguments, 0) instanceof String text)) {
      return null;
    }
    int limit = limit(argument(arguments, 2));
    List<Object> pieces = new ArrayList<>();
    if (!(argument(arguments, 1) instanceof Pattern) && token(arguments).isEmpty()) {
      text.codePoints().limit(limit).forEach(point -> add(pieces, Character.toString(point)));
      return pieces;
    }
    Matcher matcher = matcher(pattern(arguments), text);
    int from = 0;
    while (pieces.size() < limit && matcher.find()) {
      if (matcher.end() == 0) {
        continue; // nothing stands before an empty match at the begin
      }
      add(pieces, text.substring(from, matcher.start()));
      from = matcher.end();
    }
    if (pieces.size() < limit) {
      add(pieces, text.substring(from));
    }
    return pieces;
  }

  private static @Nullable Object match(List<?> arguments) {
    if (!(argument(arguments, 0) instanceof String text)) {
      return null;
    }
    int limit = limit(argument(arguments, 2));
    List<Object> found = new ArrayList<>();
    Matcher matcher = matcher(pattern(arguments), text);
    while (found.size() < limit && matcher.find()) {
      List<Object> groups = new ArrayList<>();
      for (int i = 1; i <= matcher.groupCount(); i++) {
        String group = matcher.group(i);
        groups.add(group == null ? "" : group);
      }
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("match", matcher.group());
      one.put("index", matcher.start());
      one.put("groups", groups);
      add(found, one);
    }
    return found.isEmpty() ? null : found.size() == 1 ? found.get(0) : found;
  }

  private static @Nullable Object replace(List<?> arguments) {
    if (!(argument(arguments, 0) instanceof String text)) {
      return null;
    }
    if (!(argument(arguments, 2) instanceof String replacement)) {
      throw new Exhausted("replaces by a function, which is not available: use a text");
    }
    boolean regex = argument(arguments, 1) instanceof Pattern;
    int limit = limit(argument(arguments, 3));
    if (!regex && token(arguments).isEmpty()) {
      throw new Exhausted("replaces the empty text");
    }
    Matcher matcher = matcher(pattern(arguments), text);
    Growing result = new Growing();
    int from = 0;
    for (int count = 0; count < limit && matcher.find(); count++) {
      result.add(text.substring(from, matcher.start()));
      result.add(regex ? expand(replacement, matcher) : replacement);
      from = matcher.end();
    }
    result.add(text.substring(from));
    return result.toString();
  }

  /** Puts groups for {@code $0} to {@code $99}, and one dollar for two. */
  private static String expand(String replacement, Matcher matcher) {
    Growing result = new Growing();
    for (int i = 0; i < replacement.length(); i++) {
      char c = replacement.charAt(i);
      char next = i + 1 < replacement.length() ? replacement.charAt(i + 1) : ' ';
      if (c == '$' && next == '$') {
        result.add("$");
        i++;
      } else if (c == '$' && next >= '0' && next <= '9') {
        int group = next - '0';
        i++;
        if (i + 1 < replacement.length() && Character.isDigit(replacement.charAt(i + 1))) {
          int two = group * 10 + Character.digit(replacement.charAt(i + 1), 10);
          if (two <= matcher.groupCount()) {
            group = two;
            i++;
          }
        }
        String text = group <= matcher.groupCount() ? matcher.group(group) : "";
        result.add(text == null ? "" : text);
      } else {
        result.add(String.valueOf(c));
      }
    }
    return result.toString();
  }

  private static void add(List<Object> list, Object item) {
    if (list.size() >= Budget.MAX_LIST) {
      throw new Exhausted("builds a list of more than " + Budget.MAX_LIST + " items");
    }
    Budget.current().charge(8);
    list.add(item);
  }

  private static String token(List<?> arguments) {
    if (argument(arguments, 1) instanceof String token) {
      return token;
    }
    throw new Exhausted("gives a text function something that is no text");
  }

  private static Pattern pattern(List<?> arguments) {
    return argument(arguments, 1) instanceof Pattern pattern
        ? pattern
        : Pattern.compile(token(arguments), Pattern.LITERAL);
  }

  private static Matcher matcher(Pattern pattern, String text) {
    return pattern.matcher(new BoundedText(text, Budget.current()));
  }

  /** A text under construction that stops at the longest that is allowed. */
  private static final class Growing {
    private final StringBuilder text = new StringBuilder();

    void add(String more) {
      if ((long) text.length() + more.length() > Budget.MAX_STRING) {
        throw new Exhausted("builds a text of more than " + Budget.MAX_STRING + " characters");
      }
      Budget.current().tick();
      text.append(more);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
