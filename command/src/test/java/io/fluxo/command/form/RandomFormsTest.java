package io.fluxo.command.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.fluxo.command.expression.BoundedExpressions;
import io.fluxo.messages.value.Payload;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a form and an answer hold, a check ends soon, throws nothing, and can be repeated. */
class RandomFormsTest {

  private static final List<String> NAMES = List.of("a", "b", "c", "d");

  private final FormCheck check = new FormCheck(new BoundedExpressions(System::nanoTime));

  @Test
  void anythingIsChecked() {
    int taken = 0;
    for (int seed = 0; seed < 600; seed++) {
      Generator generator = new Generator(new Random(seed));
      Payload form = Payload.of(generator.form());
      for (int i = 0; i < 3; i++) {
        Payload answer = Payload.of(generator.answer());
        String as = "seed " + seed + " " + form.json() + " " + answer.json();
        check.visible(form, answer);
        Checked checked = check.check(form, answer);
        if (!check.mistakes(form).isEmpty()) {
          assertThat(checked.problems().isEmpty() && generator.wild).as(as).isFalse();
        }
        if (checked.problems().isEmpty()) {
          taken++;
          Checked again = check.check(form, checked.answer());
          assertThat(again.problems()).as(as).isEmpty();
          assertThat(again.answer()).as(as).isEqualTo(checked.answer());
        }
        assertThat(checked.problems()).hasSizeLessThanOrEqualTo(50);
      }
    }
    assertThat(taken).as("answers that are right").isGreaterThan(100);
  }

  static List<Map<String, Object>> hostile() {
    Map<String, Object> laugh = new LinkedHashMap<>();
    for (int i = 0; i < 40; i++) {
      Map<String, Object> next = Map.of("$ref", "#/$defs/l" + (i + 1));
      laugh.put("l" + i, Map.of("allOf", List.of(next, next)));
    }
    laugh.put("l40", Map.of("type", "string"));
    Map<String, Object> tree =
        Map.of("items", Map.of("allOf", Collections.nCopies(2, Map.of("$ref", "#/$defs/t"))));
    List<Object> enumeration = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      enumeration.add("v" + i);
    }
    Map<String, Object> deep = Map.of();
    for (int i = 0; i < 5_000; i++) {
      deep = Map.of("not", deep);
    }
    return List.of(
        schema(Map.of("$ref", "#/$defs/l0"), laugh),
        schema(Map.of("$ref", "#/$defs/t"), Map.of("t", tree)),
        schema(Map.of("$ref", "#/$defs/x"), Map.of("x", Map.of("$ref", "#/$defs/x"))),
        schema(Map.of("$ref", "#/properties"), Map.of()),
        schema(Map.of("items", Map.of("enum", enumeration)), Map.of()),
        schema(Map.of("items", Map.of("required", enumeration)), Map.of()),
        schema(Map.of("items", Map.of("allOf", Collections.nCopies(900, true))), Map.of()),
        schema(
            Map.of("items", Map.of("anyOf", Collections.nCopies(900, Map.of("type", "null")))),
            Map.of()),
        schema(Map.of("items", Map.of("pattern", "(a?|b?)".repeat(40) + "$c")), Map.of()),
        schema(Map.of("pattern", "(a{1,30}){1,30}(x+x+)+y"), Map.of()),
        schema(Map.of("format", "email"), Map.of()),
        schema(Map.of("format", "regex"), Map.of()),
        schema(Map.of("format", "hostname"), Map.of()),
        schema(Map.of("uniqueItems", true, "unevaluatedItems", false), Map.of()),
        schema(Map.of("multipleOf", 1e-300), Map.of()),
        schema(Map.of("allOf", Collections.nCopies(900, Map.of("items", true))), Map.of()),
        schema(Map.of("allOf", Collections.nCopies(900, Map.of("items", false))), Map.of()),
        schema(
            Map.of("allOf", Collections.nCopies(900, Map.of("additionalProperties", false))),
            Map.of()),
        schema(deep, Map.of()));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void aHostileSchemaEndsSoon(Map<String, Object> form) {
    Object nested = List.of();
    for (int i = 0; i < 50; i++) {
      nested = List.of(nested, nested);
    }
    Map<String, Object> wide = new LinkedHashMap<>();
    for (int i = 0; i < 12_000; i++) {
      wide.put("f" + i, 1);
    }
    Object spine = List.of();
    for (int i = 0; i < 60; i++) {
      spine = List.of(spine);
    }
    List<Object> values =
        List.of(
            "a".repeat(200_000),
            "a@".repeat(60_000) + " ".repeat(60_000) + "x",
            Collections.nCopies(60_000, 1),
            wide,
            Collections.nCopies(20_000, Map.of()),
            Collections.nCopies(2_000, "a".repeat(100)),
            nested,
            spine,
            1e308);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          long start = spent();
          check.mistakes(Payload.of(form));
          long slowest = spent() - start;
          for (Object value : values) {
            long begin = spent();
            check.check(Payload.of(form), Payload.of(Map.of("a", value)));
            slowest = Math.max(slowest, spent() - begin);
          }
          assertThat(slowest).isLessThan(Duration.ofSeconds(4).toNanos());
        });
  }

  /** Time of this thread alone, for the machine may be busy. */
  private static long spent() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Map<String, Object> schema(Map<String, Object> field, Map<String, Object> defs) {
    return Map.of(
        "schema", Map.of("type", "object", "properties", Map.of("a", field), "$defs", defs));
  }

  /** Makes forms that are mostly right, and answers that mostly fit. */
  private static final class Generator {
    private final Random random;
    private boolean wild;

    Generator(Random random) {
      this.random = random;
    }

    Map<String, Object> form() {
      Map<String, Object> properties = new LinkedHashMap<>();
      Map<String, Object> fields = new LinkedHashMap<>();
      for (String name : NAMES) {
        properties.put(name, property(2));
        Map<String, Object> field = new LinkedHashMap<>();
        if (random.nextInt(3) == 0) {
          field.put("visibleWhen", condition());
        }
        if (random.nextInt(5) == 0) {
          field.put("readOnly", true);
        }
        fields.put(name, field);
      }
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("type", "object");
      schema.put("properties", properties);
      schema.put("required", NAMES.subList(0, random.nextInt(3)));
      if (random.nextInt(4) == 0) {
        schema.put("additionalProperties", random.nextBoolean());
      }
      if (random.nextInt(4) == 0) {
        schema.put("if", Map.of("required", List.of(pick(NAMES))));
        schema.put("then", Map.of("required", List.of(pick(NAMES))));
      }
      if (random.nextInt(10) == 0) {
        wild = true;
        schema.put(pick(List.of("type", "properties", "if", "$ref", "required")), value(2));
      }
      Map<String, Object> form = new LinkedHashMap<>();
      form.put("schema", schema);
      form.put("ui", Map.of("fields", fields));
      form.put("data", Map.of(pick(NAMES), value(0)));
      return form;
    }

    private Object property(int depth) {
      return switch (random.nextInt(depth > 0 ? 7 : 5)) {
        case 0 -> true;
        case 1 -> Map.of("type", "string", "pattern", pick(List.of("^a", "b+$", ".")));
        case 2 -> Map.of("type", List.of("integer", "null", "boolean"));
        case 3 -> Map.of("enum", List.of(1, "a", true));
        case 4 -> Map.of("$ref", "#/properties/" + pick(NAMES));
        case 5 -> Map.of("anyOf", List.of(property(depth - 1), property(depth - 1)));
        default -> Map.of("items", property(depth - 1));
      };
    }

    private String condition() {
      String name = pick(NAMES);
      return switch (random.nextInt(5)) {
        case 0 -> "has(form." + name + ")";
        case 1 -> "!has(form." + name + ")";
        case 2 -> "form." + name + " == 'a'";
        case 3 -> "form." + name + " > 1 || has(form." + pick(NAMES) + ")";
        default -> "form." + name;
      };
    }

    Object answer() {
      if (random.nextInt(20) == 0) {
        return value(3);
      }
      Map<String, Object> answer = new LinkedHashMap<>();
      for (String name : NAMES) {
        if (random.nextInt(3) > 0) {
          answer.put(name, value(2));
        }
      }
      if (random.nextInt(10) == 0) {
        answer.put("e", 1);
      }
      return answer;
    }

    private Object value(int depth) {
      return switch (random.nextInt(depth > 0 ? 9 : 7)) {
        case 0, 1 -> "a";
        case 2 -> random.nextInt(10) == 0 ? "\0" : "ab";
        case 3 -> 1;
        case 4 -> random.nextDouble();
        case 5 -> true;
        case 6 -> random.nextLong();
        case 7 -> List.of(value(depth - 1), value(depth - 1));
        default -> Map.of(pick(NAMES), value(depth - 1));
      };
    }

    private <T> T pick(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }
  }
}
