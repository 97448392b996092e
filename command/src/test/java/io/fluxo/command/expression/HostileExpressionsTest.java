package io.fluxo.command.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.value.Failure;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an author writes ends soon, in a failure that is data. */
class HostileExpressionsTest {

  private final BoundedExpressions expressions = new BoundedExpressions(System::nanoTime);
  private final Map<String, Object> scope =
      Map.of(
          "input",
          Map.of(
              "list",
              IntStream.range(0, 200).boxed().toList(),
              "big",
              "a".repeat(200_000) + "!",
              "many",
              Collections.nCopies(90_000, "abcdefghij"),
              "secret",
              "hunter2"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$pad('x', 200000000)",
        "$pad('x', -200000000)",
        "$length($pad('x', 2000000, 'ab')) + $length($pad('x', 200000000))",
        "($f := function($n) { 1 + $f($n + 1) }; $f(0))",
        "($f := function($n) { $f($n + 1) }; $f(0))",
        "($f := function($n) { $f($n) + $f($n) }; $f(0))",
        "($y := function($g) { $g($g) }; $y($y))",
        "[1..10000000]",
        "$sum([1..9999999])",
        "[1..100000].[1..100000]",
        "[1..1000].([1..1000].([1..1000]))",
        "$reduce([1..60], function($a, $b) { $a & $a }, 'xx')",
        "$reduce([1..60], function($a, $b) { {'l': $a, 'r': $a} }, 'x')",
        "$string($reduce([1..60], function($a, $b) { {'l': $a, 'r': $a} }, 'x'))",
        "($x := $reduce([1..60], function($a, $b) { {'l': $a, 'r': $a} }, 'x'); $x = $x)",
        "($x := $reduce([1..60], function($a, $b) { [[$a], [$a]] }, 'x'); $count($x.**))",
        "$reduce([1..100000], $append)",
        "$map([1..100000], $string) ~> $map($string) ~> $reduce($append)",
        "$reduce(input.many, $substringAfter, input.big)",
        "$string([1..100000].($$.input.big))",
        "$join([1..1000].($$.input.big))",
        "$join(input.many, input.big)",
        "$replace(input.big, 'a', input.big)",
        "$replace(input.big, /a/, input.big)",
        "$contains(input.big, /^(a+)+$/)",
        "$match(input.big, /^(a|aa)+$/)",
        "$replace(input.big, /(.*)*x/, '')",
        "$split(input.big, /(a*)*b/)",
        "input.big ~> /^(a+)+$/",
        "($r := /^(a+)+$/; $r(input.big))",
        "($contains; /^(a+)+$/)(input.big)",
        "[$contains, /^(a+)+$/][1](input.big)",
        "$map([input.big], /^(a+)+$/)",
        "$map([$contains, /^(a+)+$/], function($f) { $f($$.input.big) })",
        "$eval('1+1')",
        "$now()",
        "$millis()",
        "$random()",
        "$shuffle([1,2])",
        "$map([1,2], $random)",
        "($n := $now; $n())",
        "$toMillis('2024-01-01', '[Y]-[M]-[D]')",
        "$fromMillis(0, '[Y,*-900000000]')",
        "$formatNumber(1, '0000000000000000000000000000000000000000000000000000000000000000000')",
        "$formatInteger(999999999999, 'I')",
        "$sort([1..100000], function($a, $b) { $string($a) > $string($b) })",
        "$error(input.secret)",
        "$assert(false, input.secret)",
        "input.secret + 1",
        "$number(input.secret)",
        "function($x) { $x }",
      })
  void valuesEndSoonInAFailure(String jsonata) {
    assertFails(() -> expressions.value(jsonata, scope));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "input.list.all(a, input.list.all(b, input.list.all(c, input.list.all(d,"
            + " a + b + c + d >= 0))))",
        "input.list.all(a, input.list.all(b, input.big.matches('(a+)+b') == false))",
        "[1,2].all(a, [1,2].all(b, [1,2].all(c, [1,2].all(d, [1,2].all(e, [1,2].all(f,"
            + " [1,2].all(g, [1,2].all(h, [1,2].all(i, [1,2].all(j,"
            + " input.big.matches('(a*)*b') == false))))))))))",
        "input.big.matches('((a{1000}){1000}){1000}')",
        "input.list.map(x, x).size() > 0",
        "input.missing == 1",
        "vars.x == 1",
        "unknown == 1",
        "input.secret > 1",
        "int(input.secret) > 1",
        "input.list",
        "1 +",
        "1 / 0 == 1",
        "",
      })
  void conditionsEndSoonInAFailure(String cel) {
    assertFails(() -> expressions.condition(cel, scope));
  }

  @Test
  void deepNestingOfTheTextIsAFailure() {
    String open = "(".repeat(1900);
    String close = ")".repeat(1900);
    assertFails(() -> expressions.condition(open + "true" + close, scope));
    assertFails(() -> expressions.value("(".repeat(7900) + "1" + ")".repeat(7900), scope));
    assertFails(() -> expressions.value("-".repeat(15_000) + "input.x", scope));
    assertFails(() -> expressions.value("[".repeat(7900) + "]".repeat(7900), scope));
    assertFails(() -> expressions.value("x".repeat(17_000) + "[0]", scope));
    assertFails(() -> expressions.condition("x".repeat(5_000), scope));
    assertFails(() -> expressions.condition("'a'" + "+'a'".repeat(900) + " == 'b'", scope));
  }

  @Test
  void templatesThatGrowAreAFailure() {
    assertFails(() -> expressions.resolve(Collections.nCopies(20, "${input.big}"), scope));
    assertFails(() -> expressions.resolve("${input.big} ".repeat(20), scope));
    assertFails(() -> expressions.resolve("${input.big", scope));
    assertFails(() -> expressions.resolve(List.of("${'}"), scope));
  }

  private interface Attempt {
    Object run() throws NodeFailure;
  }

  private static void assertFails(Attempt attempt) {
    NodeFailure failure =
        assertTimeoutPreemptively(
            Duration.ofSeconds(5),
            () -> {
              try {
                attempt.run();
                return null;
              } catch (NodeFailure e) {
                return e;
              }
            });
    assertThat(failure).as("a failure").isNotNull();
    assertThat(failure.failure().errorClass()).isEqualTo(Failure.EXPRESSION);
    assertThat(failure.failure().retryable()).isFalse();
    assertThat(failure.failure().message())
        .doesNotContain("hunter2")
        .doesNotContain("aaaaaaaa")
        .hasSizeLessThan(400);
  }
}
