package io.fluxo.command.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbstractJsonValidator;
import com.networknt.schema.AbstractKeyword;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.Keyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import io.fluxo.messages.value.JsonSize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes into every part of a schema what it costs to check a value against it. The library has no
 * bound of its own and no place to ask for one, but it takes keywords.
 */
final class WeighedSchema {

  private static final String KEYWORD = "fluxo:work";
  private static final int BYTES_PER_UNIT = 8;

  /** What is referred to is compiled anew each time, so that nothing of it is kept. */
  private static final int REFERENCE = 10;

  private WeighedSchema() {}

  /** A copy of the schema with the costs: for a value, and for each element or field of it. */
  static @Nullable Object of(@Nullable Object schema) {
    if (!(schema instanceof Map<?, ?> map)) {
      return schema;
    }
    Map<String, Object> weighed = new LinkedHashMap<>();
    long[] weight = {1, 0};
    map.forEach(
        (key, value) -> {
          String keyword = String.valueOf(key);
          if (Subschemas.isSingle(keyword)) {
            weighed.put(keyword, of(value));
            weight[0]++;
            weight[1]++;
          } else if (Subschemas.isListed(keyword) && value instanceof List<?> list) {
            weighed.put(keyword, list.stream().map(WeighedSchema::of).toList());
            weight[0] += list.size();
          } else if (Subschemas.isNamed(keyword) && value instanceof Map<?, ?> named) {
            Map<String, Object> children = new LinkedHashMap<>();
            named.forEach((name, child) -> children.put(String.valueOf(name), of(child)));
            weighed.put(keyword, children);
            weight[0] += named.size();
            weight[1] += keyword.equals("patternProperties") ? named.size() : 0;
          } else {
            weighed.put(keyword, value);
            weight[0] += JsonSize.of(value) / BYTES_PER_UNIT;
            weight[0] += keyword.equals("$ref") ? REFERENCE : 0;
          }
        });
    weighed.put(KEYWORD, List.of(weight[0], weight[1]));
    return weighed;
  }

  /** The keyword that spends. */
  static Keyword keyword() {
    return new Spending();
  }

  private static final class Spending extends AbstractKeyword {
    Spending() {
      super(KEYWORD);
    }

    @Override
    public JsonValidator newValidator(
        SchemaLocation location,
        JsonNodePath path,
        JsonNode weight,
        JsonSchema parent,
        ValidationContext context) {
      long units = weight.path(0).asLong();
      long unitsForEach = weight.path(1).asLong();
      return new AbstractJsonValidator(location, path, this, weight) {
        @Override
        public Set<ValidationMessage> validate(
            ExecutionContext execution, JsonNode node, JsonNode root, JsonNodePath place) {
          Work.spend(units + unitsForEach * node.size());
          return Set.of();
        }
      };
    }
  }
}
