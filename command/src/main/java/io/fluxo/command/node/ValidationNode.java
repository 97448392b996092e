package io.fluxo.command.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.base.Suppliers;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.resource.DisallowSchemaLoader;
import io.fluxo.messages.node.Evaluation;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.node.PureInput;
import io.fluxo.messages.node.PureNode;
import io.fluxo.messages.value.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Checks a value against a JSON Schema. */
@Component
final class ValidationNode implements PureNode {

  private static final int MAX_ERRORS = 50;

  private final ObjectMapper json = Json.mapper();
  private final Cache<Object, JsonSchema> schemas = Caffeine.newBuilder().maximumSize(500).build();
  private final Supplier<JsonSchemaFactory> factory = Suppliers.memoize(ValidationNode::factory);
  private final Supplier<SchemaValidatorsConfig> settings =
      Suppliers.memoize(ValidationNode::settings);

  private static JsonSchemaFactory factory() {
    return JsonSchemaFactory.getInstance(
        SpecVersion.VersionFlag.V202012,
        builder ->
            // A schema must not fetch another one from the network or the disk.
            builder.schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())));
  }

  private static SchemaValidatorsConfig settings() {
    return SchemaValidatorsConfig.builder()
        .pathType(PathType.JSON_POINTER)
        .locale(Locale.ENGLISH)
        .regularExpressionFactory(ValidationNode::pattern)
        .build();
  }

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
    Set<ValidationMessage> found;
    try {
      found = schema(config.getOrDefault("schema", true)).validate(json.valueToTree(value));
    } catch (RuntimeException | StackOverflowError e) {
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

  private JsonSchema schema(Object schema) {
    return schemas.get(
        schema,
        absent -> {
          JsonNode tree = json.valueToTree(absent);
          return factory.get().getSchema(tree, settings.get());
        });
  }

  private static RegularExpression pattern(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return text -> pattern.matcher(new CountedText(text)).find();
  }
}
