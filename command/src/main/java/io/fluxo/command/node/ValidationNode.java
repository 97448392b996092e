package io.fluxo.command.node;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.networknt.schema.ValidationMessage;
import io.fluxo.command.schema.BoundedSchema;
import io.fluxo.command.schema.BoundedSchema.Unusable;
import io.fluxo.messages.node.Evaluation;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.node.PureInput;
import io.fluxo.messages.node.PureNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Checks a value against a JSON Schema. */
@Component
final class ValidationNode implements PureNode {

  private static final int MAX_ERRORS = 50;

  private final Cache<Object, BoundedSchema> schemas =
      Caffeine.newBuilder().maximumSize(500).build();

  @Override
  public String type() {
    return "validation";
  }

  @Override
  public String summary() {
    return "Checks a value against a JSON Schema and takes the branch valid or invalid.";
  }

  @Override
  public String configSchema() {
    return Schemas.object(
        "\"schema\"",
        """
        "schema": {
          "type": ["object", "boolean"],
          "description": "JSON Schema (2020-12), without references to other documents."
        },
        "value": {
          "default": "${input}",
          "description": "What is checked; the input of the run where it is absent."
        }
        """);
  }

  @Override
  public Set<String> branches() {
    return Set.of("valid", "invalid");
  }

  @Override
  public Set<String> rawConfig() {
    return Set.of("schema");
  }

  @Override
  public Evaluation evaluate(PureInput input) throws NodeFailure {
    Map<String, Object> config = input.config();
    Object value = config.containsKey("value") ? config.get("value") : input.scope().get("input");
    List<ValidationMessage> found;
    try {
      found = schema(config.getOrDefault("schema", true)).validate(value);
    } catch (Unusable e) {
      throw Configs.failure("The schema of the validation cannot be used");
    }
    if (found.isEmpty()) {
      return Evaluation.branch(Map.of("valid", true, "errors", List.of()), "valid");
    }
    List<Object> errors = new ArrayList<>();
    for (ValidationMessage one : found) {
      if (errors.size() < MAX_ERRORS) {
        errors.add(
            Map.of(
                "pointer", one.getInstanceLocation().toString(),
                "message", String.valueOf(one.getError())));
      }
    }
    return Evaluation.branch(Map.of("valid", false, "errors", List.copyOf(errors)), "invalid");
  }

  private BoundedSchema schema(Object schema) throws Unusable {
    BoundedSchema known = schemas.getIfPresent(schema);
    if (known == null) {
      known = BoundedSchema.of(asObject(schema));
      schemas.put(schema, known);
    }
    return known;
  }

  /** A schema may be true or false: anything, or nothing. */
  private static Map<String, Object> asObject(Object schema) {
    if (schema instanceof Map<?, ?>) {
      return Configs.object(schema);
    }
    return Boolean.FALSE.equals(schema) ? Map.of("not", Map.of()) : Map.of();
  }
}
