package io.fluxo.connectors.code;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.node.EffectNode;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.work.StepTask;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs a user's JavaScript without access to anything but its input. */
@Component
public final class CodeExecutionNode implements EffectNode {

  private static final int MAX_CODE_CHARS = 65_536;
  private static final int MAX_MILLIS = 10_000;
  private static final int MAX_MB = 64;

  private final ObjectMapper json = Json.mapper();
  private final Sandbox sandbox = new Sandbox();

  @Override
  public String type() {
    return "code_execution";
  }

  @Override
  public Effect effect() {
    return Effect.IDEMPOTENT;
  }

  @Override
  public String configSchema() {
    return """
        {"type":"object","required":["code"],"additionalProperties":false,"properties":{
          "code":{"type":"string","minLength":1,"maxLength":65536},
          "input":{},
          "timeoutMillis":{"type":"integer","minimum":1,"maximum":10000,"default":1000},
          "memoryMb":{"type":"integer","minimum":4,"maximum":64,"default":16}}}
        """;
  }

  @Override
  public String summary() {
    return "Runs JavaScript in a sandbox; the code is the body of a function of input.";
  }

  /** The code is never a template: a value that an outsider sent must not become code. */
  @Override
  public Set<String> rawConfig() {
    return Set.of("code");
  }

  @Override
  public int concurrency() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  /**
   * Runs the code once.
   *
   * @return {@code result}, what the code returned, and {@code logs}, what it wrote to the console
   * @throws NodeFailure when the code is wrong, throws, or exceeds a limit
   */
  @Override
  public StepOutcome execute(StepTask task) throws NodeFailure, InterruptedException {
    Map<String, Object> config = task.input().object();
    if (!(config.get("code") instanceof String code) || code.length() > MAX_CODE_CHARS) {
      throw configuration("Expected 'code' to be at most " + MAX_CODE_CHARS + " characters");
    }
    int millis = bounded(config.get("timeoutMillis"), 1000, 1, MAX_MILLIS, "timeoutMillis");
    int memory = bounded(config.get("memoryMb"), 16, 4, MAX_MB, "memoryMb");
    try {
      String script = Script.of(code, config.get("input"), json);
      JsonNode answer = json.readTree(sandbox.run(script, Duration.ofMillis(millis), memory));
      return outcome(answer);
    } catch (JsonProcessingException notJson) {
      throw new NodeFailure(
          Failure.permanent(Failure.CODE, "The code returned nothing that is a JSON value"));
    }
  }

  private StepOutcome outcome(JsonNode answer) throws NodeFailure {
    String kind = answer.path("kind").asText();
    if (kind.equals("error")) {
      String message = answer.path("value").asText();
      throw new NodeFailure(
          Failure.permanent(Failure.CODE, message.substring(0, Math.min(500, message.length()))));
    }
    if (!kind.equals("value")) {
      throw new NodeFailure(Failure.permanent(Failure.CODE, "The code did not return a value"));
    }
    Map<String, @Nullable Object> output = new LinkedHashMap<>();
    output.put("result", json.convertValue(answer.path("value"), Object.class));
    output.put("logs", json.convertValue(answer.path("logs"), Object.class));
    return new StepOutcome.Succeeded(Payload.of(output), null);
  }

  private static int bounded(@Nullable Object value, int otherwise, int min, int max, String name)
      throws NodeFailure {
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number && number.intValue() >= min && number.intValue() <= max) {
      return number.intValue();
    }
    throw configuration("Expected '%s' to be from %d to %d".formatted(name, min, max));
  }

  private static NodeFailure configuration(String message) {
    return new NodeFailure(Failure.permanent(Failure.CONFIGURATION, message));
  }
}
