package io.fluxo.command.workflow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of one object of a definition; what is missing or wrong becomes a problem. */
final class Fields {

  private final Map<String, Object> values;
  private final String pointer;
  private final Problems problems;

  private Fields(Map<String, Object> values, String pointer, Problems problems) {
    this.values = values;
    this.pointer = pointer;
    this.problems = problems;
  }

  /** The fields of the value, none when it is no object. */
  @SuppressWarnings("unchecked") // a JSON object has string keys by construction
  static Fields of(@Nullable Object value, String pointer, Problems problems, List<String> known) {
    if (!(value instanceof Map<?, ?> map)) {
      problems.add(pointer, "This is " + kind(value), "an object");
      return new Fields(Map.of(), pointer, problems);
    }
    Fields fields = new Fields((Map<String, Object>) map, pointer, problems);
    for (String key : fields.values.keySet()) {
      if (!known.contains(key)) {
        problems.addKey(
            Pointers.join(pointer, key),
            "The field '" + key + "' is unknown",
            "one of " + String.join(", ", known));
      }
    }
    return fields;
  }

  static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> map -> "an object";
      case List<?> list -> "a list";
      case String text -> "a text";
      case Boolean bool -> "a boolean";
      default -> "a number";
    };
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  @Nullable Object raw(String name) {
    return values.get(name);
  }

  String pointer(String name) {
    return Pointers.join(pointer, name);
  }

  void problem(String name, String message, @Nullable String expected) {
    problems.add(pointer(name), message, expected);
  }

  private void wrong(String name, String expected) {
    problem(name, "This is " + kind(values.get(name)), expected);
  }

  /** Tells of every one of the names that is missing. */
  void require(String... names) {
    for (String name : names) {
      if (!has(name)) {
        problems.add(pointer, "The field '" + name + "' is missing", name);
      }
    }
  }

  @Nullable String text(String name, int longest) {
    if (!has(name)) {
      return null;
    }
    if (!(values.get(name) instanceof String text)) {
      wrong(name, "a text");
      return null;
    }
    if (text.isBlank() || text.length() > longest) {
      problem(name, "The text is empty or too long", "a text of 1 to " + longest + " characters");
      return null;
    }
    return text;
  }

  @Nullable String text(String name, Pattern form) {
    String text = text(name, 1024);
    if (text != null && !form.matcher(text).matches()) {
      problem(name, "The text has another form", form.pattern());
      return null;
    }
    return text;
  }

  double number(String name, double least, double most, double otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    String expected = "a number from " + plain(least) + " to " + plain(most);
    if (!(values.get(name) instanceof Number number)) {
      wrong(name, expected);
      return otherwise;
    }
    double value = number.doubleValue();
    if (value < least || value > most) {
      problem(name, "The number is out of bounds", expected);
      return otherwise;
    }
    return value;
  }

  int integer(String name, int least, int most, int otherwise) {
    double value = number(name, least, most, otherwise);
    if (value != Math.rint(value)) {
      problem(name, "The number is not whole", "a whole number from " + least + " to " + most);
      return otherwise;
    }
    return (int) value;
  }

  private static String plain(double bound) {
    return Long.toString((long) bound);
  }

  boolean bool(String name, boolean usual) {
    if (!has(name)) {
      return usual;
    }
    if (values.get(name) instanceof Boolean value) {
      return value;
    }
    wrong(name, "true or false");
    return usual;
  }

  @Nullable Duration duration(String name, Duration longest) {
    if (!has(name)) {
      return null;
    }
    String expected = "a duration like 10s, 5m, 2h, 500ms, 1d or PT1H, at most " + longest;
    if (!(values.get(name) instanceof String text)) {
      wrong(name, expected);
      return null;
    }
    Duration duration = Durations.parse(text);
    if (duration == null
        || duration.isNegative()
        || duration.isZero()
        || duration.compareTo(longest) > 0) {
      problem(name, "This is no duration that is possible here", expected);
      return null;
    }
    return duration;
  }

  @SuppressWarnings("unchecked") // a JSON object has string keys by construction
  Map<String, Object> object(String name) {
    if (!has(name)) {
      return Map.of();
    }
    if (values.get(name) instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    wrong(name, "an object");
    return Map.of();
  }

  @SuppressWarnings("unchecked") // the elements are JSON values, whatever they are
  List<Object> list(String name, int most) {
    if (!has(name)) {
      return List.of();
    }
    if (!(values.get(name) instanceof List<?> list)) {
      wrong(name, "a list");
      return List.of();
    }
    if (list.size() > most) {
      problem(name, "The list is too long", "at most " + most + " entries");
      return List.of();
    }
    return (List<Object>) list;
  }

  @Nullable List<String> words(String name, Pattern form, int most) {
    if (!has(name)) {
      return null;
    }
    List<Object> list = list(name, most);
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof String text) || !form.matcher(text).matches()) {
        problems.add(Pointers.join(pointer(name), i), "The word has another form", form.pattern());
        return null;
      }
    }
    return list.stream().map(String.class::cast).toList();
  }

  /** The fields of the object under the name. */
  Fields inside(String name, List<String> known) {
    return of(values.get(name), pointer(name), problems, known);
  }

  /** Tells of a name of several that is not one of those allowed. */
  void oneOf(String name, Set<String> allowed) {
    if (has(name) && !(values.get(name) instanceof String text && allowed.contains(text))) {
      problem(name, "This is not one of the choices", "one of " + String.join(", ", allowed));
    }
  }
}
