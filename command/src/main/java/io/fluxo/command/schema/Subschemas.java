package io.fluxo.command.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where schemas lie in a schema of JSON Schema 2020-12. */
public final class Subschemas {

  private static final Set<String> SINGLE =
      Set.of(
          "additionalProperties",
          "propertyNames",
          "unevaluatedProperties",
          "unevaluatedItems",
          "items",
          "contains",
          "contentSchema",
          "not",
          "if",
          "then",
          "else");
  private static final Set<String> LISTED = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
  private static final Set<String> NAMED =
      Set.of("properties", "patternProperties", "dependentSchemas", "$defs", "definitions");
  private static final Set<String> IN_PLACE =
      Set.of("not", "if", "then", "else", "allOf", "anyOf", "oneOf", "dependentSchemas");

  /**
   * A schema inside another.
   *
   * @param pointer JSON pointer from the root
   * @param keyword under which it lies
   * @param schema the schema; anything where the outer schema is wrong
   */
  public record Child(String pointer, String keyword, @Nullable Object schema) {

    /** Whether it speaks about the same value as the schema around it. */
    public boolean isInPlace() {
      return IN_PLACE.contains(keyword);
    }
  }

  private Subschemas() {}

  /** The schemas directly inside a schema. */
  public static List<Child> of(Map<?, ?> schema, String pointer) {
    List<Child> found = new ArrayList<>();
    schema.forEach(
        (key, value) -> {
          String keyword = String.valueOf(key);
          String place = join(pointer, keyword);
          if (SINGLE.contains(keyword)) {
            found.add(new Child(place, keyword, value));
          } else if (LISTED.contains(keyword) && value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
              found.add(new Child(place + "/" + i, keyword, list.get(i)));
            }
          } else if (NAMED.contains(keyword) && value instanceof Map<?, ?> named) {
            named.forEach(
                (name, schemaOfIt) ->
                    found.add(new Child(join(place, String.valueOf(name)), keyword, schemaOfIt)));
          }
        });
    return found;
  }

  /** A JSON pointer with one more token. */
  public static String join(String pointer, String token) {
    return pointer + "/" + token.replace("~", "~0").replace("/", "~1");
  }

  static boolean isSingle(String keyword) {
    return SINGLE.contains(keyword);
  }

  static boolean isListed(String keyword) {
    return LISTED.contains(keyword);
  }

  static boolean isNamed(String keyword) {
    return NAMED.contains(keyword);
  }
}
