package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The API that callers were promised is the one that is served. */
class OpenApiDocumentTest {

  private static final Path KEPT = Path.of("../docs/openapi.json");
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private static RunningFluxo fluxo;
  private static JsonNode served;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
    served = fluxo.client().get("/docs/openapi").body();
    ((ObjectNode) served).remove("servers");
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  @Test
  void theKeptDocumentIsTheServedOne() throws IOException {
    JsonNode kept = Files.exists(KEPT) ? MAPPER.readTree(KEPT.toFile()) : MAPPER.createObjectNode();
    if (!Boolean.getBoolean("api.break")) {
      assertThat(BreakingChanges.between(kept, served))
          .as("What callers rely on is gone; -Dapi.break=true if that is meant")
          .isEmpty();
    }
    if (Boolean.getBoolean("golden.write")) {
      Object sorted = MAPPER.treeToValue(served, Object.class);
      Files.writeString(KEPT, MAPPER.writeValueAsString(sorted) + "\n");
    } else {
      assertThat(served).as("docs/openapi.json; -Dgolden.write=true writes it").isEqualTo(kept);
    }
  }

  @Test
  void itIsOpenApi31AndTellsOfProblemsButNotOfTheInside() {
    assertThat(served.path("openapi").asText()).startsWith("3.1");
    assertThat(served.path("paths").has("/error")).isFalse();
    assertThat(served.findParents("name").stream().map(p -> p.path("name").asText()))
        .doesNotContain("context");
    for (JsonNode path : served.path("paths")) {
      for (JsonNode operation : path) {
        assertThat(operation.at("/responses/default/content").has("application/problem+json"))
            .as("%s", operation.path("operationId"))
            .isTrue();
        assertThat(operation.path("summary").asText()).as("%s", operation).isNotBlank();
        assertThat(operation.at("/tags/0").asText())
            .as("%s", operation.path("operationId"))
            .isNotBlank()
            .doesNotContain("controller");
      }
    }
  }

  @Test
  void whatIsTakenAwayIsNamed() throws IOException {
    JsonNode old =
        MAPPER.readTree(
            """
        {"paths":{"/a":{"get":{"parameters":[{"name":"q","in":"query"}]},"post":{}},"/b":{"get":{}}},
         "components":{"schemas":{"S":{"required":["x"],"properties":{"x":{"enum":["1","2"]},"y":{}}}}}}""");
    JsonNode now =
        MAPPER.readTree(
            """
        {"paths":{"/a":{"get":{"parameters":[{"name":"r","in":"query","required":true}]}}},
         "components":{"schemas":{"S":{"properties":{"x":{"enum":["1"]}}}}}}""");
    assertThat(BreakingChanges.between(old, now))
        .containsExactlyInAnyOrderElementsOf(
            List.of(
                "GET /a: parameter q is gone",
                "GET /a: parameter r is new and required",
                "POST /a is gone",
                "GET /b is gone",
                "S.x may be missing",
                "S.x is no longer 2",
                "S.y is gone"));
    assertThat(BreakingChanges.between(old, old)).isEmpty();
  }
}
