package io.fluxo.command.workflow;

import io.fluxo.messages.step.StepPolicy;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the shape of one node. */
final class NodeReader {

  static final List<String> FIELDS =
      List.of(
          "id",
          "type",
          "name",
          "config",
          "next",
          "branches",
          "retry",
          "timeout",
          "onError",
          "fallback",
          "compensate");
  static final List<String> RETRY =
      List.of("maxAttempts", "delay", "multiplier", "maxDelay", "errorClasses");
  static final Pattern ID = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,63}");
  static final int MAX_ATTEMPTS = 100;
  static final int MAX_MULTIPLIER = 100;
  static final int MAX_ERROR_CLASSES = 50;

  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final Pattern BRANCH = Pattern.compile("[^\\s].{0,63}");

  /** CEL cannot select a field of these names, JSONata reads the last two as operators. */
  private static final Set<String> RESERVED = Set.of("true", "false", "null", "in", "and", "or");

  private NodeReader() {}

  static NodeDefinition read(@Nullable Object entry, String pointer, Problems problems) {
    Fields fields = Fields.of(entry, pointer, problems, FIELDS);
    if (entry instanceof Map) {
      fields.require("id", "type");
    }
    String id = fields.text("id", ID);
    if (id != null && RESERVED.contains(id)) {
      fields.problem("id", "The id '" + id + "' is a word of the expression languages", "another");
    }
    return new NodeDefinition(
        Objects.requireNonNullElse(id, ""),
        Objects.requireNonNullElse(fields.text("type", TYPE), ""),
        fields.text("name", DefinitionReader.MAX_NAME),
        fields.object("config"),
        fields.text("next", ID),
        branches(fields, problems),
        policy(fields),
        fields.text("onError", ID),
        fallback(fields),
        fields.text("compensate", ID));
  }

  private static Map<String, String> branches(Fields fields, Problems problems) {
    Map<String, String> branches = new LinkedHashMap<>();
    String pointer = fields.pointer("branches");
    fields
        .object("branches")
        .forEach(
            (name, target) -> {
              if (!BRANCH.matcher(name).matches()) {
                problems.addKey(
                    Pointers.join(pointer, name),
                    "This is no name of a branch",
                    "1 to 64 characters");
              }
              if (target instanceof String text && ID.matcher(text).matches()) {
                branches.put(name, text);
              } else {
                problems.add(Pointers.join(pointer, name), "This is no id of a node", ID.pattern());
              }
            });
    return Collections.unmodifiableMap(branches);
  }

  private static @Nullable StepPolicy policy(Fields fields) {
    Duration timeout = fields.duration("timeout", DefinitionReader.LONGEST);
    if (!fields.has("retry") && timeout == null) {
      return null;
    }
    StepPolicy usual = StepPolicy.DEFAULT;
    Duration perAttempt = timeout == null ? usual.timeout() : timeout;
    if (!fields.has("retry")) {
      return new StepPolicy(
          usual.maxAttempts(),
          usual.delay(),
          usual.multiplier(),
          usual.maxDelay(),
          usual.errorClasses(),
          perAttempt);
    }
    Fields retry = fields.inside("retry", RETRY);
    Duration delay = retry.duration("delay", DefinitionReader.LONGEST);
    Duration maxDelay = retry.duration("maxDelay", DefinitionReader.LONGEST);
    return new StepPolicy(
        retry.integer("maxAttempts", 1, MAX_ATTEMPTS, usual.maxAttempts()),
        delay == null ? usual.delay() : delay,
        retry.number("multiplier", 1, MAX_MULTIPLIER, usual.multiplier()),
        maxDelay == null ? usual.maxDelay() : maxDelay,
        retry.words("errorClasses", TYPE, MAX_ERROR_CLASSES),
        perAttempt);
  }

  private static @Nullable Map<String, Object> fallback(Fields fields) {
    if (!fields.has("fallback")) {
      return null;
    }
    Fields fallback = fields.inside("fallback", List.of("output", "node"));
    Map<String, Object> written = fields.object("fallback");
    if (fields.raw("fallback") instanceof Map && fallback.has("output") == fallback.has("node")) {
      fields.problem(
          "fallback", "A fallback is one of two things", "either output or node, not both");
    }
    fallback.text("node", ID);
    return written;
  }
}
