package io.fluxo.command.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.fluxo.command.node.NodeTypes;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.value.Json;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The schema that is served, the one in the documentation and the parser say the same. */
class DefinitionSchemaTest {

  private static final Path DOCS = Path.of("..", "docs");

  private final DefinitionSources sources = new DefinitionSources(FakeTypes.all());
  private final JsonSchema schema =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(sources.schema());

  private boolean accepts(String json) {
    return schema.validate(json, InputFormat.JSON).isEmpty();
  }

  private static String node(String node) {
    return "{\"id\": \"w\", \"nodes\": [" + node + "]}";
  }

  @Test
  void theDocumentedSchemaIsTheServedOne() throws Exception {
    try (InputStream in = DefinitionSchema.class.getResourceAsStream(DefinitionSchema.FILE)) {
      assertThat(Files.readAllBytes(DOCS.resolve("workflow.schema.json")))
          .isEqualTo(in.readAllBytes());
    }
    JsonNode generic =
        Json.mapper().readTree(Files.readString(DOCS.resolve("workflow.schema.json")));
    assertThat(Json.mapper().readTree(DefinitionSchema.compose(new NodeTypes(List.of()))))
        .isEqualTo(generic);
  }

  @Test
  void theSchemaNamesTheFieldsThatTheParserKnows() throws Exception {
    JsonNode root = Json.mapper().readTree(sources.schema());
    assertThat(names(root)).isEqualTo(DefinitionReader.FIELDS);
    assertThat(names(root.at("/$defs/settings"))).isEqualTo(DefinitionReader.SETTINGS);
    assertThat(names(root.at("/$defs/settings/properties/fallback")))
        .isEqualTo(DefinitionReader.FALLBACK);
    assertThat(names(root.at("/$defs/node"))).isEqualTo(NodeReader.FIELDS);
    assertThat(names(root.at("/$defs/retry"))).isEqualTo(NodeReader.RETRY);
  }

  private static List<String> names(JsonNode schema) {
    List<String> names = new ArrayList<>();
    schema.get("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void theConfigOfEachTypeIsPartOfIt() {
    assertThat(accepts(node("{\"id\": \"a\", \"type\": \"set\"}"))).isTrue();
    assertThat(accepts(node("{\"id\": \"a\", \"type\": \"gone\"}"))).isFalse();
    String http =
        "{\"id\": \"a\", \"type\": \"http_request\", \"config\": {\"url\": \"x\", \"port\": %s}}";
    assertThat(accepts(node(http.formatted("80")))).isTrue();
    assertThat(accepts(node(http.formatted("70000")))).isFalse();
    assertThat(accepts(node(http.formatted("\"${p}\"")))).isTrue();
    assertThat(accepts(node(http.formatted("\"p\"")))).isFalse();
  }

  @Test
  void theExampleOfTheDocumentationIsValid() throws Exception {
    String page = Files.readString(DOCS.resolve("workflow-definition.md"));
    Matcher blocks = Pattern.compile("```yaml\n(id: .*?)```", Pattern.DOTALL).matcher(page);
    int found = 0;
    while (blocks.find()) {
      found++;
      ParsedDefinition parsed = new DefinitionParser(FakeTypes.all()).parse(blocks.group(1));
      assertThat(parsed.triggers()).hasSize(2);
      assertThat(accepts(Json.mapper().writeValueAsString(parsed.tree()))).isTrue();
      assertThat(sources.identify(blocks.group(1))).isEqualTo(parsed.definition().id());
    }
    assertThat(found).isEqualTo(1);
  }

  @Test
  void aTextWithoutValidIdIsNotIdentified() {
    for (String source : List.of("id: 1", "id: A", "name: x", "[]", "{", "")) {
      Rejection rejection = catchThrowableOfType(Rejection.class, () -> sources.identify(source));
      assertThat(rejection.code()).isEqualTo(Rejection.Code.INVALID_INPUT);
      assertThat(rejection.problems()).hasSize(1);
    }
  }
}
