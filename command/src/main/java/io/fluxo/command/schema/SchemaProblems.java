package io.fluxo.command.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import io.fluxo.messages.rejection.Rejection.Problem;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what does not fit a schema, at the field that a person has to mend. */
public final class SchemaProblems {

  private static final int MAX_TEXT = 200;
  private static final Set<String> MISSING = Set.of("required", "dependentRequired");
  private static final Set<String> UNKNOWN =
      Set.of("additionalProperties", "unevaluatedProperties");

  private SchemaProblems() {}

  /**
   * The problem that a message tells of.
   *
   * @param prefix JSON pointer to the value that was checked
   */
  public static Problem of(ValidationMessage message, String prefix) {
    String pointer = prefix + message.getInstanceLocation();
    String missing = missing(message);
    if (missing != null) {
      return problem(Subschemas.join(pointer, missing), "The field is missing", "a value");
    }
    String property = message.getProperty();
    if (UNKNOWN.contains(message.getType()) && property != null) {
      return problem(
          Subschemas.join(pointer, property), "The field '" + cut(property) + "' is unknown", null);
    }
    JsonNode schema = message.getSchemaNode();
    return problem(
        pointer,
        cut(String.valueOf(message.getError())),
        schema == null ? null : message.getType() + " " + cut(schema.toString()));
  }

  /** The name of the field whose absence a message tells of, null where it is about another. */
  public static @Nullable String missing(ValidationMessage message) {
    Object[] arguments = message.getArguments();
    return MISSING.contains(message.getType()) && arguments != null && arguments.length > 0
        ? String.valueOf(arguments[0])
        : null;
  }

  private static Problem problem(String pointer, String sentence, @Nullable String expected) {
    return new Problem(pointer, 0, 0, sentence, expected);
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
  }
}
