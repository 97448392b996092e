package io.fluxo.command.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.secret.SecretName;
import io.fluxo.messages.secret.SecretPlace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** A mark is left for each secret, and its place is known; nothing else is taken for one. */
class SecretMarksTest {

  private static final String[] TEXTS = {
    "", "Bearer ", "x", "\uD83D\uDD11", "é~/", "$", "{", "}", "\n", "\\\"", "secrets.token", "${"
  };

  private final BoundedExpressions expressions = new BoundedExpressions(System::nanoTime);

  @Test
  void aMarkStandsWhereTheSecretBelongs() throws NodeFailure {
    List<SecretPlace> places = new ArrayList<>();
    Object resolved =
        expressions.resolve(
            Map.of("a/b", List.of("plain", "Bearer ${ secrets.token }${input.x}")),
            Map.of("input", Map.of("x", "${secrets.token}")),
            "/headers",
            places);
    assertThat(resolved)
        .isEqualTo(Map.of("a/b", List.of("plain", "Bearer ${secrets.token}${secrets.token}")));
    // What the input holds only looks like a mark.
    assertThat(places).containsExactly(new SecretPlace("/headers/a~1b/1", 7, "token"));
  }

  @Test
  void withoutPlacesASecretIsNothing() throws NodeFailure {
    Map<String, Object> scope = Map.of("input", Map.of());
    assertThat(expressions.resolve("${secrets.token}", scope)).isNull();
    assertThat(expressions.resolve("a${secrets.token}b", scope)).isEqualTo("ab");
  }

  /** Random trees, built beside what they must become. */
  @RepeatedTest(300)
  void everyPlaceIsRight(RepetitionInfo repetition) throws NodeFailure {
    Random random = new Random(repetition.getCurrentRepetition());
    List<SecretPlace> expected = new ArrayList<>();
    Object[] both = tree(random, "/entry", 0, expected);
    List<SecretPlace> places = new ArrayList<>();
    Object resolved = expressions.resolve(both[0], Map.of("input", input()), "/entry", places);
    assertThat(resolved).isEqualTo(both[1]);
    assertThat(places).isEqualTo(expected);
    for (SecretPlace place : places) {
      String text = (String) at(resolved, place.pointer().substring("/entry".length()));
      assertThat(text.substring(place.at())).startsWith(SecretName.mark(place.name()));
    }
  }

  private static Map<String, Object> input() {
    return Map.of("mark", "${secrets.fake}", "key", "\uD83D\uDD11é", "half", "${secrets.");
  }

  /** A template and what it becomes. */
  private static Object[] tree(Random random, String pointer, int depth, List<SecretPlace> places) {
    int kind = depth > 3 ? 0 : random.nextInt(4);
    if (kind == 1) {
      List<Object> before = new ArrayList<>();
      List<Object> after = new ArrayList<>();
      for (int i = 0; i < random.nextInt(4); i++) {
        Object[] both = tree(random, pointer + "/" + i, depth + 1, places);
        before.add(both[0]);
        after.add(both[1]);
      }
      return new Object[] {before, after};
    }
    if (kind == 2) {
      Map<String, Object> before = new LinkedHashMap<>();
      Map<String, Object> after = new LinkedHashMap<>();
      for (String key : List.of("plain", "~", "a/b", "", "\uD83D\uDD11")) {
        if (random.nextBoolean()) {
          String inside = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
          Object[] both = tree(random, inside, depth + 1, places);
          before.put(key, both[0]);
          after.put(key, both[1]);
        }
      }
      return new Object[] {before, after};
    }
    return kind == 3 ? new Object[] {7, 7} : text(random, pointer, places);
  }

  private static Object[] text(Random random, String pointer, List<SecretPlace> places) {
    StringBuilder before = new StringBuilder("_");
    StringBuilder after = new StringBuilder("_");
    for (int i = 0; i < random.nextInt(8); i++) {
      String name = "s" + random.nextInt(9);
      switch (random.nextInt(5)) {
        case 0 -> {
          before.append(
              random.nextBoolean() ? "${secrets." + name + "}" : "${ secrets." + name + "\t}");
          places.add(new SecretPlace(pointer, after.length(), name));
          after.append("${secrets.").append(name).append('}');
        }
        case 1 -> {
          before.append("$${secrets.").append(name).append('}');
          after.append("${secrets.").append(name).append('}');
        }
        case 2 -> {
          String key = List.of("mark", "key", "half").get(random.nextInt(3));
          before.append("${input.").append(key).append('}');
          after.append(input().get(key));
        }
        default -> {
          String text = TEXTS[random.nextInt(TEXTS.length)];
          // A dollar or brace would join with what follows; the space keeps them apart.
          before.append(text.equals("${") ? "$${" : text).append(' ');
          after.append(text).append(' ');
        }
      }
    }
    return new Object[] {before.toString(), after.toString()};
  }

  private static Object at(Object tree, String pointer) {
    Object here = tree;
    for (String token : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
      String key = token.replace("~1", "/").replace("~0", "~");
      here =
          here instanceof Map<?, ?> map
              ? map.get(key)
              : ((List<?>) here).get(Integer.parseInt(key));
    }
    return here;
  }
}
