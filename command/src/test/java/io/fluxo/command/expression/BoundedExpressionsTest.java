package io.fluxo.command.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.messages.node.NodeFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedExpressionsTest {

  private final BoundedExpressions expressions = new BoundedExpressions(System::nanoTime);

  private static Map<String, Object> scope(Map<String, Object> input) {
    return Map.of("input", input, "vars", Map.of("x", 7), "nodes", Map.of());
  }

  @Test
  void conditionsCompareIntegersAndDoublesAlike() throws NodeFailure {
    for (Object total : List.of(101, 101L, 100.5, 1e9)) {
      assertThat(expressions.condition("input.total > 100", scope(Map.of("total", total))))
          .as("%s", total)
          .isTrue();
    }
    assertThat(expressions.condition("input.total > 100.5", scope(Map.of("total", 100)))).isFalse();
    assertThat(expressions.condition("input.total == 100", scope(Map.of("total", 100.0)))).isTrue();
  }

  @Test
  void conditionsReadListsTextsAndNull() throws NodeFailure {
    Map<String, Object> input = new HashMap<>();
    input.put("list", List.of(1, 2, 3));
    input.put("name", "Ana");
    input.put("nothing", null);
    Map<String, Object> scope = scope(input);
    assertThat(expressions.condition("input.list.exists(x, x == 2)", scope)).isTrue();
    assertThat(expressions.condition("2 in input.list && size(input.list) == 3", scope)).isTrue();
    assertThat(expressions.condition("input.name.startsWith('A')", scope)).isTrue();
    assertThat(expressions.condition("input.name.matches('^A.a$')", scope)).isTrue();
    assertThat(expressions.condition("input.nothing == null", scope)).isTrue();
    assertThat(expressions.condition("has(input.missing)", scope)).isFalse();
    assertThat(expressions.condition("vars.x == 7", scope)).isTrue();
  }

  @Test
  void missingFieldsTellToAskFirst() {
    assertThatThrownBy(() -> expressions.condition("input.missing > 1", scope(Map.of())))
        .isInstanceOf(NodeFailure.class)
        .hasMessageContaining("has()");
  }

  @Test
  void mistakesTellTheirPlace() {
    assertThatThrownBy(() -> expressions.condition("input.a ==", scope(Map.of())))
        .hasMessageContaining("line 1, column");
    assertThatThrownBy(() -> expressions.value("input.a + ", scope(Map.of())))
        .hasMessageContaining("does not compile");
    assertThatThrownBy(() -> expressions.value("1 + input.a", scope(Map.of("a", "text"))))
        .hasMessageContaining("T2002");
    assertThatThrownBy(() -> expressions.value("1 + $sum(input.a)", scope(Map.of("a", "text"))))
        .hasMessageContaining("at character 9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$sum(input.items.(price * count))|35",
        "input.items[price > 6].name|'b'",
        "$pad('x', 3, '-')|'x--'",
        "$pad('x', -3)|'  x'",
        "$join(['a', 'b'], '-')|'a-b'",
        "$split('a,b', ',')[1]|'b'",
        "$split('a1b22c', /[0-9]+/)[2]|'c'",
        "$replace('abc', /(b)/, '<$1>')|'a<b>c'",
        "$replace('a.b.c', '.', '-', 1)|'a-b.c'",
        "$contains('abc', /B/i)|true",
        "$match('ab12', /[0-9]+/).match|'12'",
        "$match('ab12', /([a-z])([0-9])/).groups[1]|'1'",
        "$toMillis('1970-01-01T00:00:01Z')|1000",
        "$fromMillis(1000)|'1970-01-01T00:00:01.000Z'",
        "$fromMillis(0, '[Y0001]-[M01]-[D01]')|'1970-01-01'",
        "$formatNumber(1234.5, '#,##0.00')|'1,234.50'",
        "$formatInteger(12, 'I')|'XII'",
        "$uppercase(input.items[0].name)|'A'",
        "$map([1, 2], function($v) { $v * 2 })[1]|4",
        "($plus := function($a) { $a + 1 }; $plus(1))|2",
        "$substring(?, 0, 1)('abc')|'a'",
        "$count($keys(input.items[0]))|3",
        "$exists(input.missing)|false",
        "$string(1.5)|'1.5'",
        "1e3|1000",
      })
  void valuesFollowTheLanguage(String jsonata, String expected) throws NodeFailure {
    Map<String, Object> input =
        Map.of(
            "items",
            List.of(
                Map.of("name", "a", "price", 5, "count", 3),
                Map.of("name", "b", "price", 10, "count", 2)));
    assertThat(String.valueOf(expressions.value(jsonata, scope(input)))).isEqualTo(expected);
  }

  @Test
  void resultsArePlainAndNobodyCanChangeThem() throws NodeFailure {
    Object value = expressions.value("{'a': [1..3], 'b': null, 'c': []}", scope(Map.of()));
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("a", List.of(1, 2, 3));
    expected.put("b", null);
    expected.put("c", List.of());
    assertThat(value).isEqualTo(expected);
    Map<?, ?> map = (Map<?, ?>) value;
    assertThat(map.get("a").getClass().getName()).startsWith("java.util.");
    assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void placeholdersKeepTheirTypeAloneAndBecomeTextInside() throws NodeFailure {
    Map<String, Object> scope = scope(Map.of("n", 5, "s", "x", "o", Map.of("k", true)));
    assertThat(expressions.resolve("${input.n}", scope)).isEqualTo(5);
    assertThat(expressions.resolve("${input.o}", scope)).isEqualTo(Map.of("k", true));
    assertThat(expressions.resolve("${input.none}", scope)).isNull();
    assertThat(expressions.resolve("n=${input.n} ${input.s}${input.none}", scope))
        .isEqualTo("n=5 x");
    assertThat(expressions.resolve("${input.o}!", scope)).isEqualTo("{\"k\":true}!");
    assertThat(expressions.resolve("$${input.n}", scope)).isEqualTo("${input.n}");
    assertThat(expressions.resolve("${ {'a': '}'}.a }", scope)).isEqualTo("}");
    assertThat(expressions.resolve("$5 {x}", scope)).isEqualTo("$5 {x}");
    assertThat(expressions.resolve(Map.of("a", List.of(1, "${vars.x}")), scope))
        .isEqualTo(Map.of("a", List.of(1, 7)));
  }

  @Test
  void templatesWithoutPlaceholdersAreGivenBackAsTheyAre() throws NodeFailure {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      Object tree = RandomTrees.tree(random, 4);
      assertThat(expressions.resolve(tree, scope(Map.of()))).isSameAs(tree);
    }
  }

  @Test
  void plainPathsAndTheLanguageAgree() throws NodeFailure {
    Random random = new Random(2);
    for (int i = 0; i < 2000; i++) {
      Map<String, Object> scope = new HashMap<>();
      scope.put("input", RandomTrees.tree(random, 4));
      StringBuilder path = new StringBuilder("input");
      for (int step = random.nextInt(4); step > 0; step--) {
        path.append('.').append(RandomTrees.name(random));
      }
      Object quick = expressions.value(path.toString(), scope);
      Object slow = expressions.value("(" + path + ")", scope);
      assertThat(quick).as("%s in %s", path, scope).isEqualTo(slow);
    }
  }

  @Test
  void manyThreadsShareOneExpression() throws Exception {
    List<Callable<Object>> tasks = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      int n = i;
      String text = "$sum($map([1..20], function($v) { $v * input.n })) + 0 * " + (i % 3);
      tasks.add(() -> expressions.value(text, scope(Map.of("n", n))));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Object>> results = threads.invokeAll(tasks);
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get()).isEqualTo(210 * i);
      }
    }
  }
}
