package io.fluxo.command.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Suppliers;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import io.fluxo.messages.value.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A schema of a user, ready for use. It fetches nothing, does a bounded amount of work, matches
 * patterns in linear time, and takes formats seriously. Safe for any number of threads.
 */
public final class BoundedSchema {

  private static final ObjectMapper MAPPER = Json.mapper();
  private static final Supplier<JsonSchemaFactory> FACTORY =
      Suppliers.memoize(BoundedSchema::factory);
  private static final Supplier<SchemaValidatorsConfig> SETTINGS =
      Suppliers.memoize(BoundedSchema::settings);

  private final JsonSchema schema;

  private BoundedSchema(JsonSchema schema) {
    this.schema = schema;
  }

  /**
   * Compiles a schema of JSON Schema 2020-12.
   *
   * @throws Unusable when that is not possible
   */
  public static BoundedSchema of(Map<String, Object> schema) throws Unusable {
    try {
      JsonNode tree = MAPPER.valueToTree(WeighedSchema.of(schema));
      return new BoundedSchema(FACTORY.get().getSchema(tree, SETTINGS.get()));
    } catch (RuntimeException | StackOverflowError e) {
      throw new Unusable();
    }
  }

  /**
   * Checks a value.
   *
   * @throws Unusable when the schema turns out to be wrong, endless, or too much work
   */
  public List<ValidationMessage> validate(@Nullable Object value) throws Unusable {
    try {
      JsonNode tree = MAPPER.valueToTree(value);
      return List.copyOf(Work.bounded(() -> schema.validate(tree)));
    } catch (RuntimeException | StackOverflowError e) {
      throw new Unusable();
    }
  }

  /** A schema that cannot be used, or not with this value. */
  public static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable() {
      super("The schema cannot be used", null, false, false);
    }
  }

  private static JsonSchemaFactory factory() {
    JsonMetaSchema dialect =
        JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .formats(Formats::install)
            .keyword(WeighedSchema.keyword())
            .build();
    return JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012))
        .metaSchema(dialect)
        // A schema must not fetch another one from the network or the disk.
        .schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance()))
        .build();
  }

  private static SchemaValidatorsConfig settings() {
    return SchemaValidatorsConfig.builder()
        .pathType(PathType.JSON_POINTER)
        .locale(Locale.ENGLISH)
        .formatAssertionsEnabled(true)
        .regularExpressionFactory(LinearPattern::of)
        // Both would unfold references in references, which may be without end, and keep that.
        .preloadJsonSchema(false)
        .cacheRefs(false)
        .build();
  }
}
