package io.fluxo.command.node;

/** The frame that the configuration schemas of the built-in node types share. */
final class Schemas {

  static final String NONE = object("", "");

  private Schemas() {}

  /**
   * The schema of an object that has these properties and no other.
   *
   * @param required the names that must be there, each in double quotes, separated by commas
   * @param properties the properties as JSON text without the outer braces
   */
  static String object(String required, String properties) {
    return object(required, properties, "\"title\": \"config\"");
  }

  /** As above with a further rule, a JSON text without the outer braces. */
  static String object(String required, String properties, String rule) {
    return """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "type": "object",
      "additionalProperties": false,
      "required": [%s],
      "properties": {%s},
      %s
    }
    """
        .formatted(required, properties, rule);
  }
}
