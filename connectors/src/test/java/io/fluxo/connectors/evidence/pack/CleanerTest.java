package io.fluxo.connectors.evidence.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What evidence does not show. */
class CleanerTest {

  private final Cleaner cleaner = new Cleaner();

  @Test
  void whatASchemaMarksIsHiddenWhereverItStands() {
    Map<String, Object> schema =
        Map.of(
            "$defs",
            Map.of("secret", Map.of("writeOnly", true)),
            "properties",
            Map.of(
                "pin",
                Map.of("sensitive", true),
                "people",
                Map.of(
                    "items",
                    Map.of("properties", Map.of("token", Map.of("$ref", "#/$defs/secret"))))),
            "additionalProperties",
            Map.of("oneOf", List.of(Map.of("type", "object"), Map.of("sensitive", true))),
            "allOf",
            List.of(Map.of("properties", Map.of("deep", Map.of("sensitive", true)))));
    Map<String, Object> value =
        Map.of(
            "pin",
            4711,
            "deep",
            Map.of("a", List.of("inside it")),
            "people",
            List.of(Map.of("token", "abcd1234", "name", "Ana")),
            "other",
            "beyond");
    assertThat(cleaner.clean(value, schema))
        .isEqualTo(
            Map.of(
                "pin",
                "***",
                "deep",
                "***",
                "people",
                List.of(Map.of("token", "***", "name", "Ana")),
                "other",
                "***"));
  }

  @Test
  void whatIsHiddenOnceIsHiddenEverywhere() {
    cleaner.clean(
        Map.of("iban", "BR1500000000"),
        Map.of("properties", Map.of("iban", Map.of("sensitive", true))));
    assertThat(cleaner.clean(Map.of("text", "Paid from BR1500000000 today", "n", 7)))
        .isEqualTo(Map.of("text", "Paid from *** today", "n", 7));
    assertThat(cleaner.text("BR1500000000!")).isEqualTo("***!");
  }

  @Test
  void whatIsPersonalByItsFormIsHidden() {
    assertThat(cleaner.clean(List.of("ana@example.org", "529.982.247-25", "plain")))
        .isEqualTo(List.of("***", "***", "plain"));
  }

  @Test
  void aSchemaThatLeadsToItselfEnds() {
    Map<String, Object> schema = Map.of("$ref", "#", "allOf", List.of(Map.of("$ref", "#")));
    assertThat(cleaner.clean(Map.of("a", 1), Map.of("$ref", "#"))).isEqualTo(Map.of("a", 1));
    assertThat(schema).isNotEmpty();
  }
}
