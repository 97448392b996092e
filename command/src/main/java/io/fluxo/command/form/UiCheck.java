package io.fluxo.command.form;

import io.fluxo.command.schema.Subschemas;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how a form is shown: the order of its fields, and of each its texts, widget and rules. */
final class UiCheck {

  static final int MAX_CONDITION = 1_000;
  private static final int MAX_TEXT = 2_000;
  private static final Set<String> KEYS = Set.of("order", "fields");
  private static final Set<String> FIELD_KEYS =
      Set.of("label", "help", "widget", "visibleWhen", "readOnly");
  private static final List<String> WIDGETS =
      List.of(
          "text",
          "textarea",
          "number",
          "date",
          "datetime",
          "select",
          "radio",
          "checkbox",
          "email",
          "phone",
          "file");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})?");

  private final Set<String> names;
  private final Mistakes mistakes;
  private final Set<String> order = new LinkedHashSet<>();
  private final Map<String, String> conditions = new LinkedHashMap<>();
  private final Set<String> readOnly = new LinkedHashSet<>();

  private UiCheck(Set<String> names, Mistakes mistakes) {
    this.names = names;
    this.mistakes = mistakes;
  }

  /** Reads it; {@code names} are those that fields may have. */
  static UiCheck read(@Nullable Object ui, Set<String> names, Mistakes mistakes) {
    UiCheck check = new UiCheck(names, mistakes);
    check.all(ui);
    return check;
  }

  Map<String, String> conditions() {
    return conditions;
  }

  Set<String> readOnly() {
    return readOnly;
  }

  /** All fields, those with a place first. */
  List<String> ordered() {
    Set<String> all = new LinkedHashSet<>(order);
    all.addAll(names);
    return List.copyOf(all);
  }

  private void all(@Nullable Object ui) {
    if (ui == null) {
      return;
    }
    if (!(ui instanceof Map<?, ?> map)) {
      mistakes.add("/ui", "The ui is not an object", "an object");
      return;
    }
    known(map, KEYS, "/ui");
    Object places = map.get("order");
    if (places instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        place(list.get(i), "/ui/order/" + i);
      }
    } else if (places != null) {
      mistakes.add("/ui/order", "The order is not a list", "a list of names");
    }
    Object fields = map.get("fields");
    if (fields instanceof Map<?, ?> named) {
      named.forEach(
          (name, field) ->
              field(
                  String.valueOf(name),
                  field,
                  Subschemas.join("/ui/fields", String.valueOf(name))));
    } else if (fields != null) {
      mistakes.add("/ui/fields", "The fields are not an object", "an object by names");
    }
  }

  private void place(@Nullable Object name, String pointer) {
    if (!(name instanceof String text) || !names.contains(text)) {
      mistakes.add(pointer, "There is no such property in the schema", oneOf(names));
    } else if (!order.add(text)) {
      mistakes.add(pointer, "The property has a place already", null);
    }
  }

  private void field(String name, @Nullable Object field, String pointer) {
    if (!names.contains(name)) {
      mistakes.add(pointer, "There is no such property in the schema", oneOf(names));
    }
    if (!(field instanceof Map<?, ?> map)) {
      mistakes.add(pointer, "The field is not an object", "an object");
      return;
    }
    known(map, FIELD_KEYS, pointer);
    text(map.get("label"), pointer + "/label");
    text(map.get("help"), pointer + "/help");
    Object widget = map.get("widget");
    if (widget != null && !WIDGETS.contains(widget)) {
      mistakes.add(pointer + "/widget", "There is no such widget", oneOf(WIDGETS));
    }
    Object condition = map.get("visibleWhen");
    if (condition instanceof String cel && cel.length() <= MAX_CONDITION) {
      conditions.put(name, cel);
    } else if (condition != null) {
      mistakes.add(
          pointer + "/visibleWhen",
          "The condition is not a short text",
          "CEL of at most " + MAX_CONDITION + " characters");
    }
    Object fixed = map.get("readOnly");
    if (fixed != null && !(fixed instanceof Boolean)) {
      mistakes.add(pointer + "/readOnly", "The value is not true or false", "true or false");
    } else if (Boolean.TRUE.equals(fixed)) {
      readOnly.add(name);
    }
  }

  private void text(@Nullable Object text, String pointer) {
    if (text instanceof Map<?, ?> languages && !languages.isEmpty()) {
      languages.forEach(
          (language, translation) -> {
            if (!LANGUAGE.matcher(String.valueOf(language)).matches()
                || !(translation instanceof String some)
                || some.length() > MAX_TEXT) {
              mistakes.add(pointer, "The text of a language is wrong", "texts such as {pt: …}");
            }
          });
    } else if (text != null && !(text instanceof String some && some.length() <= MAX_TEXT)) {
      mistakes.add(pointer, "The text is none, or too long", "a text, or one for each language");
    }
  }

  private void known(Map<?, ?> map, Set<String> keys, String pointer) {
    for (Object key : map.keySet()) {
      if (!keys.contains(key)) {
        mistakes.add(
            Subschemas.join(pointer, String.valueOf(key)), "The key is unknown", oneOf(keys));
      }
    }
  }

  private static String oneOf(Iterable<String> names) {
    String all = String.join(", ", names);
    return "one of " + (all.length() <= 200 ? all : all.substring(0, 200) + "…");
  }
}
