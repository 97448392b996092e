package io.fluxo.command.humantask;

import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.value.Failure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads entries of what was said about a task, and says what is wrong with them. */
final class TaskFields {

  private static final int SHORT = 64;

  private final Map<String, Object> entries;

  TaskFields(Map<String, Object> entries) {
    this.entries = entries;
  }

  @SuppressWarnings("unchecked") // a JSON object has string keys by construction
  static TaskFields of(Object object) {
    return new TaskFields((Map<String, Object>) object);
  }

  String text(String name, int longest) throws NodeFailure {
    String text = optional(name, longest);
    if (text == null || text.isBlank()) {
      throw wrong("Expected '%s' to be a text".formatted(name));
    }
    return text;
  }

  @Nullable String optional(String name, int longest) throws NodeFailure {
    Object value = entries.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String) && !(value instanceof Number) && !(value instanceof Boolean)) {
      throw wrong("Expected '%s' to be a text".formatted(name));
    }
    String text = value.toString();
    if (text.length() > longest) {
      throw wrong("Expected '%s' to have at most %d characters".formatted(name, longest));
    }
    return text;
  }

  int number(String name, int otherwise, int least, int most) throws NodeFailure {
    Object value = entries.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && number.doubleValue() >= least
        && number.doubleValue() <= most) {
      return number.intValue();
    }
    throw wrong("Expected '%s' to be a whole number of %d to %d".formatted(name, least, most));
  }

  boolean flag(String name) throws NodeFailure {
    Object value = entries.get(name);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    throw wrong("Expected '%s' to be true or false".formatted(name));
  }

  List<?> list(String name) throws NodeFailure {
    Object value = entries.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong("Expected '%s' to be a list".formatted(name));
  }

  @SuppressWarnings("unchecked") // a JSON object has string keys by construction
  @Nullable Map<String, Object> object(String name) throws NodeFailure {
    Object value = entries.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw wrong("Expected '%s' to be an object".formatted(name));
  }

  static String short64(String text) throws NodeFailure {
    if (text.isBlank() || text.length() > SHORT) {
      throw wrong("Expected 1 to %d characters, but got '%s'".formatted(SHORT, text));
    }
    return text;
  }

  static NodeFailure wrong(String sentence) {
    return new NodeFailure(Failure.permanent(Failure.CONFIGURATION, sentence));
  }
}
