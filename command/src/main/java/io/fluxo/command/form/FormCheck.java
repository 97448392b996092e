package io.fluxo.command.form;

import com.networknt.schema.ValidationMessage;
import io.fluxo.command.schema.BoundedSchema;
import io.fluxo.command.schema.SchemaProblems;
import io.fluxo.command.schema.Subschemas;
import io.fluxo.messages.node.Expressions;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.value.Payload;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks forms, and answers to them. It never throws for what a form or an answer holds, and does a
 * bounded amount of work. Safe for any number of threads.
 */
public final class FormCheck {

  static final int MAX_ANSWER = 256 * 1024;
  private static final Pattern CHOICE = Pattern.compile("/(anyOf|oneOf|not|if|contains)(/|$)");

  private final FormReader reader = new FormReader();
  private final Expressions expressions;
  private final Visibility visibility;

  /** Makes the check; the expressions evaluate when a field is visible. */
  public FormCheck(Expressions expressions) {
    this.expressions = expressions;
    this.visibility = new Visibility(expressions);
  }

  /**
   * What is wrong with a form, with JSON pointers into it; nothing when it can be used.
   *
   * @param form the form; null or {} asks for nothing
   */
  public List<Rejection.Problem> mistakes(Payload form) {
    if (isNone(form)) {
      return List.of();
    }
    Form.Read read = reader.read(form.json());
    Mistakes mistakes = new Mistakes();
    read.mistakes().list().forEach(mistakes::add);
    Map<String, Object> data = data(form, "/data", mistakes);
    if (read.form() != null && mistakes.isEmpty()) {
      conditions(read.form(), data, mistakes);
    }
    return mistakes.list();
  }

  /** Checks an answer and takes out of it what does not count. */
  public Checked check(Payload form, Payload answer) {
    Mistakes mistakes = new Mistakes();
    Map<String, Object> given = object(answer.json(), "", mistakes);
    if (isNone(form)) {
      given.keySet().forEach(name -> mistakes.add(unknown(name)));
      return new Checked(Payload.EMPTY, mistakes.list());
    }
    Form read = usable(form, mistakes);
    if (read == null || !mistakes.isEmpty()) {
      return new Checked(answer, mistakes.list());
    }
    Map<String, Object> prefilled = form.object();
    Map<String, Object> data = objectOrNone(prefilled.get("data"));
    Visibility.Settled settled = visibility.settle(read, fixed(read, given, data), mistakes);
    if (mistakes.isEmpty() && !settled.values().equals(again(read, settled, data, mistakes))) {
      mistakes.add("", "The conditions of the form contradict one another", null);
    }
    if (mistakes.isEmpty()) {
      unknown(read, given, mistakes);
      schema(read, settled, mistakes);
    }
    return new Checked(Payload.of(Collections.unmodifiableMap(settled.values())), mistakes.list());
  }

  /**
   * The names of the fields that are to be shown for an answer that may be incomplete, in their
   * order; none where the form or the answer cannot be used.
   */
  public List<String> visible(Payload form, Payload answer) {
    Mistakes mistakes = new Mistakes();
    Map<String, Object> given = object(answer.json(), "", mistakes);
    Form read = isNone(form) ? null : usable(form, mistakes);
    if (read == null || !mistakes.isEmpty()) {
      return List.of();
    }
    Map<String, Object> data = objectOrNone(form.object().get("data"));
    Set<String> hidden = visibility.settle(read, fixed(read, given, data), mistakes).hidden();
    return read.names().stream().filter(name -> !hidden.contains(name)).toList();
  }

  private @Nullable Form usable(Payload form, Mistakes mistakes) {
    Form read = reader.read(form.json()).form();
    Mistakes ofData = new Mistakes();
    data(form, "/data", ofData);
    if (read == null || !ofData.isEmpty()) {
      mistakes.add("", "The form of the task cannot be used", null);
    }
    return read;
  }

  private void conditions(Form form, Map<String, Object> data, Mistakes mistakes) {
    form.conditions()
        .forEach(
            (name, condition) -> {
              try {
                expressions.conditionOverForm(condition, data);
              } catch (NodeFailure e) {
                mistakes.add(
                    Subschemas.join("/ui/fields", name) + "/visibleWhen",
                    e.failure().message(),
                    "CEL over form that is true or false");
              }
            });
  }

  /** A second look must find the same, or the answer would depend on how often one looks. */
  private Map<String, Object> again(
      Form form, Visibility.Settled settled, Map<String, Object> data, Mistakes mistakes) {
    return visibility.settle(form, fixed(form, settled.values(), data), mistakes).values();
  }

  private static void unknown(Form form, Map<String, Object> given, Mistakes mistakes) {
    if (!form.open()) {
      given.keySet().stream()
          .filter(name -> !form.names().contains(name))
          .forEach(name -> mistakes.add(unknown(name)));
    }
  }

  private static Rejection.Problem unknown(String name) {
    return new Rejection.Problem(
        Subschemas.join("", name), 0, 0, "The field is unknown", "a field of the form");
  }

  private static void schema(Form form, Visibility.Settled settled, Mistakes mistakes) {
    try {
      for (ValidationMessage message : form.schema().validate(settled.values())) {
        if (!isAboutHidden(message, settled.hidden())) {
          mistakes.add(SchemaProblems.of(message, ""));
        }
      }
    } catch (BoundedSchema.Unusable e) {
      mistakes.add("", "The answer cannot be checked against the schema of the form", null);
    }
  }

  /** A choice between schemas is decided by what is there; elsewhere a hidden field is excused. */
  private static boolean isAboutHidden(ValidationMessage message, Set<String> hidden) {
    String missing = SchemaProblems.missing(message);
    return missing != null
        && message.getInstanceLocation().getNameCount() == 0
        && hidden.contains(missing)
        && !CHOICE.matcher(message.getEvaluationPath().toString()).find();
  }

  private static Map<String, Object> fixed(
      Form form, Map<String, Object> given, Map<String, Object> data) {
    Map<String, Object> fixed = new LinkedHashMap<>(given);
    for (String name : form.readOnly()) {
      if (data.containsKey(name)) {
        fixed.put(name, data.get(name));
      } else {
        fixed.remove(name);
      }
    }
    return fixed;
  }

  private static Map<String, Object> data(Payload form, String pointer, Mistakes mistakes) {
    return object(form.object().get("data"), pointer, mistakes);
  }

  private static Map<String, Object> object(
      @Nullable Object value, String pointer, Mistakes mistakes) {
    if (value != null && !(value instanceof Map)) {
      mistakes.add(pointer, "The value is not an object", "an object");
      return Map.of();
    }
    return Bounds.hold(value, pointer, MAX_ANSWER, mistakes) ? objectOrNone(value) : Map.of();
  }

  @SuppressWarnings("unchecked") // the bounds hold: the keys are strings
  private static Map<String, Object> objectOrNone(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  private static boolean isNone(Payload form) {
    return form.json() == null || (form.json() instanceof Map<?, ?> map && map.isEmpty());
  }
}
