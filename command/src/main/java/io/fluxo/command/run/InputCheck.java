package io.fluxo.command.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.base.Suppliers;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.rejection.Rejection.Problem;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.Payload;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Checks inputs against the schema that a definition gives for them. */
final class InputCheck {

  private static final int MOST_PROBLEMS = 50;

  private final ObjectMapper mapper = Json.mapper();
  private final Supplier<JsonSchemaFactory> factory =
      Suppliers.memoize(() -> JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012));
  private final Cache<String, JsonSchema> schemas =
      Caffeine.newBuilder().maximumSize(1_000).build();

  /**
   * Checks the input of a new run.
   *
   * @throws Rejection INVALID_INPUT with a pointer for each mistake
   */
  void check(Plan plan, Payload input) {
    Map<String, Object> wanted = plan.definition().input();
    if (wanted == null) {
      return;
    }
    JsonSchema schema =
        schemas.get(
            plan.ref().hash(),
            hash -> factory.get().getSchema(mapper.<JsonNode>valueToTree(wanted)));
    List<Problem> problems =
        schema.validate(mapper.<JsonNode>valueToTree(input.json())).stream()
            .limit(MOST_PROBLEMS)
            .map(
                found ->
                    new Problem(
                        "/input" + pointer(found.getInstanceLocation().toString()),
                        0,
                        0,
                        found.getMessage(),
                        null))
            .toList();
    if (!problems.isEmpty()) {
      throw new Rejection(
          Rejection.Code.INVALID_INPUT,
          "The input does not fit the schema of workflow " + plan.ref().id(),
          problems);
    }
  }

  private static String pointer(String location) {
    return location.startsWith("$") ? location.substring(1).replace('.', '/') : location;
  }
}
