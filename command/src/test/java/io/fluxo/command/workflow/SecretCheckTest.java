package io.fluxo.command.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fluxo.command.node.BuiltInNodes;
import io.fluxo.messages.rejection.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a definition may refer to secrets, and where it is told that it may not. */
class SecretCheckTest {

  private final DefinitionParser parser = new DefinitionParser(BuiltInNodes.withEffect());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{id: a, type: effect, config: {token: '${secrets.token}'}}",
        "{id: a, type: effect, config: {h: {Authorization: 'Bearer ${ secrets.token }'}}}",
        "{id: a, type: effect, config: {list: ['${secrets.a}', 'x${secrets.b}y${input.c}']}}",
        "{id: a, type: effect, config: {t: '$${secrets.token}'}}",
        "{id: a, type: set, config: {variables: {t: '$${secrets.token}'}}}",
        "{id: a, type: set, config: {variables: {t: '${input.secrets}'}}}",
        "{id: a, type: set, config: {variables: {t: '${nodes.secrets.output}'}}}",
        "{id: a, type: set, config: {variables: {t: '${\"secrets.token\"}'}}}",
        "{id: a, type: set, config: {variables: {t: 'secrets.token'}}}",
        "{id: a, type: condition_if, config: {when: \"input.secrets == 'secrets.x'\"}}",
        "{id: a, type: wait_for_event, config: {event: secrets.rotated}}",
        "{id: a, type: webhook_trigger, config: {endpoint: secrets, verify: {scheme: hmac,"
            + " header: X, secret: '${secrets.hook}'}, verifyToken: '${secrets.meta}'}}"
      })
  void theyMayBeUsed(String node) {
    assertThatCode(() -> parser.parse(definition(node))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{id: a, type: set, config: {variables: {t: '${secrets.token}'}}} |/nodes/0/config/variables/t@3:48",
        "{id: a, type: set, config: {variables: {t: '${$string(secrets.t)}'}}} |/nodes/0/config/variables/t@3:48",
        "{id: a, type: set, config: {variables: {t: '${secrets}'}}} |/nodes/0/config/variables/t@3:48",
        "{id: a, type: set, config: {variables: {t: '${$$.secrets.t}'}}} |/nodes/0/config/variables/t@3:48",
        "{id: a, type: set, config: {variables: {t: '${`secrets`.t}'}}} |/nodes/0/config/variables/t@3:48",
        "{id: a, type: effect, config: {t: '${$uppercase(secrets.t)}'}} |/nodes/0/config/t@3:39",
        "{id: a, type: effect, config: {t: '${secrets.T}'}} |/nodes/0/config/t@3:39",
        "{id: a, type: effect, config: {t: '${secrets.a.b}'}} |/nodes/0/config/t@3:39",
        "{id: a, type: effect, config: {'${secrets.t}': x}} |/nodes/0/config/${secrets.t}@3:36",
        "{id: a, type: effect, config: {t: {'${secrets.t}': x}}} |/nodes/0/config/t/${secrets.t}@3:40",
        "{id: a, type: effect, fallback: {output: '${secrets.t}'}} |/nodes/0/fallback/output@3:46",
        "{id: a, type: tells_other_runs, config: {t: ['${secrets.t}']}} |/nodes/0/config/t/0@3:50",
        "{id: a, type: condition_if, config: {when: 'secrets.t == 1'}} |/nodes/0/config/when@3:48",
        "{id: a, type: condition_if, config: {when: 'size(secrets.t) > 1'}} |/nodes/0/config/when@3:48",
        "{id: a, type: data_transform, config: {expression: secrets.t}} |/nodes/0/config/expression@3:56",
        "{id: a, type: delay, config: {duration: '${secrets.t}'}} |/nodes/0/config/duration@3:45",
        "{id: a, type: wait_for_event, config: {event: x, correlation: '${secrets.t}'}} |/nodes/0/config/correlation@3:67",
        "{id: a, type: webhook_trigger, config: {endpoint: x, verifyToken: 'x${secrets.t}'}} |/nodes/0/config/verifyToken@3:71",
        "{id: a, type: webhook_trigger, config: {endpoint: x, respond: {body: '${secrets.t}'}}} |/nodes/0/config/respond/body@3:74"
      })
  void theyAreRefusedWithTheirPlace(String node, String place) {
    Rejection rejection =
        catchThrowableOfType(Rejection.class, () -> parser.parse(definition(node)));
    assertThat(rejection).as("refused").isNotNull();
    assertThat(rejection.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.pointer() + "@" + problem.line() + ":" + problem.column())
                  .isEqualTo(place);
              assertThat(problem.expected()).contains("http_request");
            });
  }

  @Test
  void theOutputOfAWorkflowAndTheNameOfAnItemAreNoPlaceForThem() {
    assertThat(
            catchThrowableOfType(
                    Rejection.class,
                    () ->
                        parser.parse(
                            "id: w\noutput: '${secrets.t}'\nnodes:\n  - {id: a, type: effect}\n"))
                .problems())
        .extracting(Rejection.Problem::pointer)
        .containsExactly("/output");
    assertThat(
            catchThrowableOfType(
                    Rejection.class,
                    () ->
                        parser.parse(
                            """
                            id: w
                            nodes:
                              - {id: e, type: for_each, config: {items: [1], as: secrets}, branches: {body: b}}
                              - {id: b, type: effect}
                            """))
                .problems())
        .extracting(Rejection.Problem::pointer)
        .containsExactly("/nodes/0/config/as");
  }

  @Test
  void oneNodeMayUseAHundredAndNoMore() {
    String one = "'${secrets.t}'";
    String hundred = (one + ",").repeat(99) + one;
    parser.parse(definition("{id: a, type: effect, config: {t: [" + hundred + "]}}"));
    assertThat(
            catchThrowableOfType(
                    Rejection.class,
                    () ->
                        parser.parse(
                            definition(
                                "{id: a, type: effect, config: {t: [%s,%s]}}"
                                    .formatted(hundred, one))))
                .problems())
        .hasSize(1);
  }

  private static String definition(String node) {
    return "id: w\nnodes:\n  - " + node + "\n";
  }
}
