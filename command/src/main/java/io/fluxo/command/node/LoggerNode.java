package io.fluxo.command.node;

import io.fluxo.messages.node.Evaluation;
import io.fluxo.messages.node.PureInput;
import io.fluxo.messages.node.PureNode;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes a line to the log of the run. */
@Component
final class LoggerNode implements PureNode {

  private static final int MAX_MESSAGE = 10_000;

  @Override
  public String type() {
    return "logger";
  }

  @Override
  public String summary() {
    return "Writes a line to the log of the run.";
  }

  @Override
  public String configSchema() {
    return Schemas.object(
        "\"message\"",
        """
        "level": {
          "enum": ["debug", "info", "warn", "error", "critical"],
          "default": "info",
          "description": "How much the line matters."
        },
        "message": {
          "type": "string",
          "minLength": 1,
          "description": "The line, with placeholders."
        },
        "data": {"description": "Any JSON that goes with the line."}
        """);
  }

  @Override
  public Evaluation evaluate(PureInput input) {
    Map<String, Object> config = input.config();
    String level = config.get("level") instanceof String given ? given : "info";
    Object resolved = config.get("message");
    String message = resolved == null ? "" : resolved.toString();
    if (message.length() > MAX_MESSAGE) {
      message = message.substring(0, MAX_MESSAGE);
    }
    return new Evaluation(
        Map.of("message", message),
        null,
        Map.of(),
        List.of(new Evaluation.Line(level, message, config.get("data"))));
  }
}
