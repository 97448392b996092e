package io.fluxo.query.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** To what something was done, as {@code kind:id}. */
final class ActObjects {

  private ActObjects() {}

  /**
   * The object of an event.
   *
   * @param name the event's stable name
   * @param subject its stream
   * @param said what it says, as a JSON tree
   */
  static String of(String name, String subject, Map<String, ?> said) {
    String[] parts = name.split("\\.", 3);
    String family = parts.length > 1 ? parts[1] : name;
    return switch (family) {
      case "run", "step" -> family + ":" + subject;
      case "human_task" -> "task:" + subject;
      case "workflow" -> "workflow:" + last(subject);
      case "calendar" -> last(subject); // which begins with its kind
      case "member", "login", "session", "password", "second_factor" ->
          named("member", said, "account", subject);
      case "data" -> said.get("object") instanceof String object ? object : data(said, subject);
      default -> named(family, said, family.equals("secret") ? "name" : family, subject);
    };
  }

  private static String named(
      String kind, Map<String, ?> said, String field, @Nullable String otherwise) {
    Object id = said.get(field);
    return kind + ":" + (id instanceof String text ? text : otherwise);
  }

  private static String data(Map<String, ?> said, String subject) {
    return named("subject", said, "subject", subject);
  }

  private static String last(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  /** Whether an object is the wanted one, or a part of it: steps and tasks are of their run. */
  static boolean isOf(String object, String wanted) {
    if (object.equals(wanted)) {
      return true;
    }
    if (!wanted.startsWith("run:")) {
      return false;
    }
    String of = wanted.substring("run:".length()) + "-";
    return object.startsWith("step:" + of) || object.startsWith("task:" + of);
  }
}
