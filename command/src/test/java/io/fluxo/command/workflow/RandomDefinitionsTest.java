package io.fluxo.command.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fluxo.messages.value.CanonicalJson;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random valid definitions read the same from JSON, from YAML and from the event store. */
class RandomDefinitionsTest {

  private final DefinitionParser parser = new DefinitionParser(FakeTypes.all());
  private final ObjectMapper json = Json.mapper();
  private final YAMLMapper yaml = new YAMLMapper();

  @Test
  void readTheSameInEveryForm() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      Map<String, Object> tree = new Generator(new Random(seed)).definition();
      ParsedDefinition fromJson = parser.parse(json.writeValueAsString(tree));
      ParsedDefinition fromYaml = parser.parse(yaml.writeValueAsString(tree));
      ParsedDefinition canonical = parser.parse(CanonicalJson.write(tree));
      assertThat(fromYaml.definition()).as("seed " + seed).isEqualTo(fromJson.definition());
      assertThat(fromYaml.hash()).isEqualTo(fromJson.hash()).isEqualTo(canonical.hash());
      Payload stored = json.readValue(json.writeValueAsString(fromYaml.tree()), Payload.class);
      assertThat(stored).isEqualTo(fromYaml.tree());
      assertThat(DefinitionParser.stored(stored)).isEqualTo(fromYaml.definition());
    }
  }

  /** Makes chains of nodes, blocks in blocks included. */
  private static final class Generator {
    private final Random random;
    private final List<Object> nodes = new ArrayList<>();

    Generator(Random random) {
      this.random = random;
    }

    Map<String, Object> definition() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("id", "w" + random.nextInt(100));
      tree.put("output", value(3));
      tree.put("start", chain(0));
      tree.put("nodes", nodes);
      return tree;
    }

    private String chain(int depth) {
      String next = null;
      for (int i = random.nextInt(4); i >= 0; i--) {
        next = node(depth, next);
      }
      return next;
    }

    private String node(int depth, String next) {
      Map<String, Object> node = new LinkedHashMap<>();
      String id = "n" + nodes.size();
      nodes.add(node);
      node.put("id", id);
      if (next != null) {
        node.put("next", next);
      }
      int kind = random.nextInt(depth < 3 ? 4 : 1);
      node.put("type", List.of("set", "condition_if", "parallel", "for_each").get(kind));
      switch (kind) {
        case 1 -> {
          node.put("config", Map.of("when", "input.x > " + random.nextInt()));
          node.put("branches", Map.of("true", chain(depth + 1), "false", id));
        }
        case 2 -> node.put("branches", Map.of("l~/", chain(depth + 1), "r", chain(depth + 1)));
        case 3 -> node.put("branches", Map.of("body", chain(depth + 1)));
        default -> node.put("config", Collections.singletonMap("values", value(3)));
      }
      if (random.nextBoolean()) {
        node.put("timeout", random.nextInt(1, 100) + "s");
        node.put("retry", Map.of("maxAttempts", random.nextInt(1, 101), "multiplier", 1.5));
      }
      return id;
    }

    private Object value(int depth) {
      return switch (random.nextInt(depth > 0 ? 8 : 6)) {
        case 0 -> random.nextInt();
        case 1 -> random.nextLong() >> 11;
        case 2 -> random.nextGaussian();
        case 3 -> random.nextBoolean();
        case 4 ->
            List.of("yes", "007", "1e3", "~", "", "a: b", "\u00e7\ud83d\ude00", "\t\n")
                .get(random.nextInt(8));
        case 5 -> null;
        case 6 -> new ArrayList<>(Arrays.asList(value(depth - 1), value(depth - 1)));
        default -> {
          Map<String, Object> map = new LinkedHashMap<>();
          map.put("k/" + random.nextInt(9), value(depth - 1));
          map.put("\u20ac", value(depth - 1));
          yield map;
        }
      };
    }
  }
}
