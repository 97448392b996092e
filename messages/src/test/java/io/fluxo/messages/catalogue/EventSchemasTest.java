package io.fluxo.messages.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is stored of an event is what its schema says. */
class EventSchemasTest {

  private static final Path KEPT = Path.of("../docs/events.schema.json");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  static Stream<EventCatalogue.Entry> entries() {
    return EventCatalogue.entries().stream();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void theSampleFitsAndABrokenOneDoesNot(EventCatalogue.Entry entry) throws IOException {
    JsonSchema schema = schema(entry.name());
    Path file = GOLDEN.resolve(entry.name() + "." + entry.revision() + ".json");
    ObjectNode sample = (ObjectNode) MAPPER.readTree(file.toFile());
    assertThat(schema.validate(sample)).isEmpty();

    assertThat(schema.validate(sample.deepCopy().put("unheardOf", 1))).isNotEmpty();
    JsonNode described = MAPPER.valueToTree(EventSchemas.of(entry.name()));
    for (JsonNode required : described.path("required")) {
      assertThat(schema.validate(sample.deepCopy().without(required.asText())))
          .as("without %s", required)
          .isNotEmpty();
      if (described.path("properties").path(required.asText()).has("type")) {
        assertThat(
                schema.validate(sample.deepCopy().set(required.asText(), wrong(sample, required))))
            .as("%s of another type", required)
            .isNotEmpty();
      }
    }
  }

  private static JsonNode wrong(ObjectNode sample, JsonNode field) {
    return sample.path(field.asText()).isBoolean()
        ? MAPPER.valueToTree("text")
        : MAPPER.valueToTree(true);
  }

  @Test
  void theKeptDocumentIsTheServedOne() throws IOException {
    String written = MAPPER.writeValueAsString(EventSchemas.document()) + "\n";
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(KEPT, written);
    }
    assertThat(MAPPER.readTree(written)).isEqualTo(MAPPER.readTree(KEPT.toFile()));
  }

  @Test
  void anUnknownEventHasNone() {
    assertThat(EventSchemas.of("flx.nothing")).isNull();
    assertThat(List.copyOf(EventCatalogue.entries()))
        .allSatisfy(entry -> assertThat(EventSchemas.of(entry.name())).isNotNull());
  }

  private static JsonSchema schema(String name) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(MAPPER.<JsonNode>valueToTree(EventSchemas.of(name)));
  }
}
