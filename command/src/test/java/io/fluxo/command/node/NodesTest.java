package io.fluxo.command.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.fluxo.command.expression.BoundedExpressions;
import io.fluxo.messages.node.Evaluation;
import io.fluxo.messages.node.Expressions;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.node.NodeType;
import io.fluxo.messages.node.PureInput;
import io.fluxo.messages.node.PureNode;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.value.Json;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NodesTest {

  private static final Expressions EXPRESSIONS = new BoundedExpressions(System::nanoTime);

  private static final NodeTypes TYPES =
      new NodeTypes(
          List.of(
              new SetNode(),
              new DataTransformNode(),
              new ConditionIfNode(),
              new SwitchNode(),
              new ValidationNode(),
              new ErrorHandlerNode(),
              new CloneNode(),
              new LoggerNode(),
              new ManualTriggerNode(),
              new WebhookTriggerNode(),
              new ScheduleTriggerNode(),
              new EventTriggerNode(),
              new ParallelNode(),
              new ForEachNode(),
              new DelayNode(),
              new WaitForEventNode(),
              new RetryNode()));

  static Stream<NodeType> types() {
    return TYPES.all().stream();
  }

  /** Evaluates as the engine does: all but the raw entries are resolved before. */
  private static Evaluation evaluate(
      String type, Map<String, Object> config, Map<String, Object> scope) throws NodeFailure {
    PureNode node = (PureNode) TYPES.find(type);
    Map<String, Object> resolved = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : config.entrySet()) {
      boolean raw = node.rawConfig().contains(entry.getKey());
      resolved.put(
          entry.getKey(), raw ? entry.getValue() : EXPRESSIONS.resolve(entry.getValue(), scope));
    }
    return node.evaluate(new PureInput(resolved, scope, EXPRESSIONS));
  }

  private static Map<String, Object> input(Object input) {
    return Map.of("input", input, "vars", Map.of(), "nodes", Map.of());
  }

  private static boolean accepts(String type, String config) {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(TYPES.find(type).configSchema())
        .validate(config, InputFormat.JSON)
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyTypeDescribesItselfStrictly(NodeType type) throws Exception {
    assertThat(type.type()).matches("[a-z]+(_[a-z]+)*");
    assertThat(type.summary()).endsWith(".");
    JsonNode schema = Json.mapper().readTree(type.configSchema());
    assertThat(schema.get("additionalProperties").asBoolean(true)).isFalse();
    assertThat(
            JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                .validate(type.configSchema(), InputFormat.JSON))
        .isEmpty();
    schema
        .get("properties")
        .forEach(property -> assertThat(property.path("description").asText()).isNotEmpty());
    type.rawConfig().forEach(raw -> assertThat(schema.get("properties").has(raw)).isTrue());
    assertThat(accepts(type.type(), "{\"surprise\": 1}")).isFalse();
  }

  @Test
  void typesThatComputeArePureAndTheOthersAreLeftToTheEngine() {
    assertThat(types().filter(type -> !(type instanceof PureNode)).map(NodeType::type))
        .containsExactlyInAnyOrder("parallel", "for_each", "delay", "wait_for_event", "retry");
    assertThat(types().filter(type -> type.effect() == Effect.WAITING).map(NodeType::type))
        .containsExactlyInAnyOrder("delay", "wait_for_event");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "set|{\"variables\": {\"a\": 1}}|true",
        "set|{\"variables\": {\"a b\": 1}}|false",
        "data_transform|{\"value\": null}|true",
        "data_transform|{\"value\": 1, \"expression\": \"1\"}|false",
        "switch|{\"cases\": []}|false",
        "delay|{\"duration\": \"30s\"}|true",
        "delay|{\"duration\": \"1.5s\"}|false",
        "delay|{\"duration\": \"PT1H30M\"}|true",
        "delay|{\"duration\": \"P\"}|false",
        "delay|{\"duration\": \"${vars.pause}\"}|true",
        "delay|{\"until\": \"2030-01-01T00:00:00Z\"}|true",
        "delay|{}|false",
        "delay|{\"duration\": \"1s\", \"until\": \"x\"}|false",
        "parallel|{\"join\": {\"atLeast\": 2}}|true",
        "parallel|{\"join\": \"some\"}|false",
        "for_each|{\"items\": \"${input.list}\", \"concurrency\": 10, \"as\": \"order\"}|true",
        "for_each|{\"items\": \"${input.list}\", \"concurrency\": 1001}|false",
        "wait_for_event|{\"event\": \"payment.received\", \"correlation\": 5, \"timeout\": \"2h\"}|true",
        "retry|{\"maxAttempts\": 3, \"delay\": \"1s\", \"multiplier\": 2}|true",
        "clone|{\"value\": 1, \"count\": \"${vars.n}\"}|true",
        "clone|{\"value\": 1, \"count\": 0}|false",
        "schedule_trigger|{\"cron\": \"0 8 * * MON-FRI\", \"missed\": \"all\"}|true",
        "webhook_trigger|{\"endpoint\": \"orders\", \"verify\": {\"scheme\": \"hmac\", \"header\": \"X-Hub-Signature-256\", \"secret\": \"s\", \"prefix\": \"sha256=\"}, \"idempotency\": {\"path\": \"entry[0].id\"}}|true",
        "webhook_trigger|{\"endpoint\": \"Orders/1\"}|false",
        "webhook_trigger|{\"endpoint\": \"o\", \"verify\": {\"scheme\": \"hmac\"}}|false",
      })
  void schemasAcceptWhatIsMeantAndNothingElse(String type, String config, boolean accepted) {
    assertThat(accepts(type, config)).isEqualTo(accepted);
  }

  @Test
  void setGivesVariables() throws NodeFailure {
    Evaluation result =
        evaluate("set", Map.of("variables", Map.of("total", "${input.n}")), input(Map.of("n", 3)));
    assertThat(result.set()).isEqualTo(Map.of("total", 3));
    assertThat(result.output()).isEqualTo(Map.of("total", 3));
  }

  @Test
  void transformTakesATemplateOrAnExpression() throws NodeFailure {
    Map<String, Object> scope = input(Map.of("n", List.of(1, 2, 3)));
    assertThat(evaluate("data_transform", Map.of("expression", "$sum(input.n)"), scope).output())
        .isEqualTo(6);
    assertThat(
            evaluate("data_transform", Map.of("value", Map.of("n", "${input.n}")), scope).output())
        .isEqualTo(Map.of("n", List.of(1, 2, 3)));
  }

  @Test
  void conditionAndSwitchBranch() throws NodeFailure {
    Evaluation yes = evaluate("condition_if", Map.of("when", "input.n > 1"), input(Map.of("n", 2)));
    assertThat(yes.branch()).isEqualTo("true");
    assertThat(yes.output()).isEqualTo(Map.of("result", true));
    Map<String, Object> cases =
        Map.of(
            "cases",
            List.of(
                Map.of("when", "input.n > 10", "branch", "large"),
                Map.of("when", "input.n > 1", "branch", "middle")));
    assertThat(evaluate("switch", cases, input(Map.of("n", 11))).branch()).isEqualTo("large");
    assertThat(evaluate("switch", cases, input(Map.of("n", 5))).branch()).isEqualTo("middle");
    assertThat(evaluate("switch", cases, input(Map.of("n", 0))).branch()).isEqualTo("default");
  }

  @Test
  void validationTellsWhereAndWhat() throws NodeFailure {
    Map<String, Object> config =
        Map.of(
            "schema",
            Map.of("type", "object", "properties", Map.of("n", Map.of("type", "integer"))));
    assertThat(evaluate("validation", config, input(Map.of("n", 1))).branch()).isEqualTo("valid");
    Evaluation invalid = evaluate("validation", config, input(Map.of("n", "x")));
    assertThat(invalid.branch()).isEqualTo("invalid");
    assertThat(invalid.output().toString()).contains("pointer=/n").contains("integer");
  }

  @Test
  void validationFetchesNothing() {
    for (String address : List.of("http://127.0.0.1:1/s.json", "file:///etc/hostname")) {
      assertThatThrownBy(
              () -> evaluate("validation", Map.of("schema", Map.of("$ref", address)), input(1)))
          .isInstanceOf(NodeFailure.class);
    }
  }

  @Test
  void validationIsNotHeldUpByAPattern() throws NodeFailure {
    // Java's own engine takes minutes for either, for the second without reading a character.
    Map<String, Object> slow = Map.of("schema", Map.of("pattern", "(.*)(.*)(.*)(.*)(.*)(.*)x"));
    Map<String, Object> silent =
        Map.of("schema", Map.of("pattern", "(a?|b?)".repeat(30) + "(?=c)"));
    Evaluation evaluated =
        assertTimeoutPreemptively(
            Duration.ofSeconds(5),
            () -> evaluate("validation", slow, input("a".repeat(100) + "!")));
    assertThat(evaluated.branch()).isEqualTo("invalid");
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () ->
            assertThatThrownBy(() -> evaluate("validation", silent, input("")))
                .isInstanceOf(NodeFailure.class));
  }

  @Test
  void errorHandlerBranchesByClass() throws NodeFailure {
    Map<String, Object> error =
        Map.of("errorClass", "timeout", "message", "Too slow", "node", "call");
    Map<String, Object> scope = Map.of("input", Map.of(), "error", error);
    Map<String, Object> match = Map.of("match", Map.of("later", List.of("timeout")));
    assertThat(evaluate("error_handler", match, scope).branch()).isEqualTo("later");
    assertThat(evaluate("error_handler", match, scope).output()).isEqualTo(error);
    assertThat(evaluate("error_handler", match, input(1)).branch()).isEqualTo("default");
    assertThat(evaluate("error_handler", Map.of(), scope).branch()).isNull();
  }

  @Test
  void cloneCopiesAndRefusesTooMany() throws NodeFailure {
    Map<String, Object> scope = input(Map.of("o", Map.of("k", 1)));
    assertThat(evaluate("clone", Map.of("value", "${input.o}"), scope).output())
        .isEqualTo(Map.of("k", 1));
    assertThat(evaluate("clone", Map.of("value", "${input.o}", "count", 2), scope).output())
        .isEqualTo(List.of(Map.of("k", 1), Map.of("k", 1)));
    assertThatThrownBy(() -> evaluate("clone", Map.of("value", 1, "count", "${'x'}"), scope))
        .isInstanceOf(NodeFailure.class);
    List<Object> large = Collections.nCopies(1000, 1);
    assertThatThrownBy(() -> evaluate("clone", Map.of("value", large, "count", 1000), scope))
        .isInstanceOf(NodeFailure.class);
  }

  @Test
  void loggerWritesALine() throws NodeFailure {
    Evaluation result =
        evaluate(
            "logger",
            Map.of("level", "warn", "message", "n is ${input.n}", "data", Map.of("k", 1)),
            input(Map.of("n", 3)));
    assertThat(result.log()).containsExactly(new Evaluation.Line("warn", "n is 3", Map.of("k", 1)));
  }

  @Test
  void triggersHandOnTheirInput() throws NodeFailure {
    for (String type : List.of("manual_trigger", "webhook_trigger", "event_trigger")) {
      assertThat(evaluate(type, Map.of(), input(Map.of("n", 3))).output())
          .isEqualTo(Map.of("n", 3));
    }
  }
}
