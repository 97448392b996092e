package io.fluxo.connectors.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fluxo.connectors.Tasks;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeExecutionNodeTest {

  private final CodeExecutionNode node = new CodeExecutionNode();

  private Map<String, Object> run(String code, Object input) throws Exception {
    var task =
        Tasks.of("code_execution", Effect.IDEMPOTENT, 1, Map.of("code", code, "input", input));
    return ((StepOutcome.Succeeded) node.execute(task)).output().object();
  }

  private Failure failure(String code) {
    var task =
        Tasks.of(
            "code_execution", Effect.IDEMPOTENT, 1, Map.of("code", code, "timeoutMillis", 1500));
    NodeFailure thrown = catchThrowableOfType(NodeFailure.class, () -> node.execute(task));
    assertThat(thrown).isNotNull();
    return thrown.failure();
  }

  @Test
  void the_code_is_a_function_of_its_input() throws Exception {
    assertThat(
            run(
                "return {sum: input.a + input.b, text: input.t}",
                Map.of("a", 1, "b", 2, "t", "é\"'`${x}\n")))
        .containsEntry("result", Map.of("sum", 3, "text", "é\"'`${x}\n"));
  }

  @Test
  void console_lines_are_kept_up_to_a_limit() throws Exception {
    assertThat(run("console.log('a', {b: 1}); return 1", 1))
        .containsEntry("logs", List.of("a {\"b\":1}"));
    String logs =
        run("for (let i = 0; i < 1000; i++) console.log('x'.repeat(1000)); return 1", 1)
            .get("logs")
            .toString();
    assertThat(logs.length()).isBetween(16_000, 17_000);
  }

  @Test
  void a_promise_is_waited_for() throws Exception {
    assertThat(run("return Promise.resolve(7)", 1)).containsEntry("result", 7);
  }

  @Test
  void an_exception_of_the_code_is_told_as_its_message() {
    assertThat(failure("throw new TypeError('no good')"))
        .isEqualTo(Failure.permanent(Failure.CODE, "TypeError: no good"));
    assertThat(failure("return (").errorClass()).isEqualTo(Failure.CODE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) {}",
        "for (;;) { try { while (true) {} } catch (e) {} finally { continue } }",
        "return /^(a+)+$/.test('a'.repeat(40) + 'b')",
        "function g() { Promise.resolve().then(g) } g(); return 1",
        "function g() { queueMicrotask(g) } g(); return new Promise(() => {})",
        "return new Array(4e9).map(x => x).length + Array.from({length: 4e9}).length",
      })
  void endless_code_is_stopped(String code) {
    Instant begin = Instant.now();
    Failure failure = failure(code);
    assertThat(failure.errorClass()).isIn(Failure.TIMEOUT, Failure.CODE);
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(6));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const x = []; while (true) x.push(new Array(10000).fill(1))",
        "let s = 'a'; while (true) s += s",
        "return new ArrayBuffer(1e9).byteLength",
        "return 'x'.repeat(2 ** 29).length",
        "return 'x'.repeat(3e6)",
        "function f() { return f() + 1 } return f()",
        "const a = []; let b = a; for (let i = 0; i < 1e5; i++) { b[0] = []; b = b[0] } return a",
        "const a = {}; a.a = a; return a",
        "return 10n",
        "return JSON.parse('['.repeat(1e5))",
        "return java_invoke('a', 'b', '[]')",
        "return require('fs')",
        "return Java.type('java.lang.System')",
        "return process.env",
        "return import('std')",
        "return std.getenv('HOME')",
      })
  void hostile_code_fails_and_does_no_harm(String code) throws Exception {
    assertThat(failure(code).errorClass())
        .isIn(Failure.CODE, Failure.LIMIT_EXCEEDED, Failure.TIMEOUT);
    assertThat(run("return 1", 1)).containsEntry("result", 1);
  }

  @Test
  void changed_prototypes_do_not_reach_the_next_run() throws Exception {
    try {
      run(
          "Object.prototype.x = 1; Array.prototype.map = () => 666; JSON.stringify = () => '{}'; globalThis.leak = 1; return {}",
          1);
    } catch (NodeFailure spoiltItsOwnAnswer) {
      assertThat(spoiltItsOwnAnswer.failure().errorClass()).isEqualTo(Failure.CODE);
    }
    assertThat(run("return [typeof leak, ({}).x === undefined, [1].map(a => a)[0]]", 1))
        .containsEntry("result", List.of("undefined", true, 1));
  }
}
