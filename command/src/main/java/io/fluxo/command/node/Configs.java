package io.fluxo.command.node;

import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.value.Failure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads entries of a configuration that the schema has checked, placeholders resolved. */
final class Configs {

  private Configs() {}

  @SuppressWarnings("unchecked") // a JSON object has string keys by construction
  static Map<String, Object> object(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  /** A text that has to be there. */
  static String text(Map<String, Object> config, String name) throws NodeFailure {
    if (config.get(name) instanceof String text) {
      return text;
    }
    throw failure("The setting '" + name + "' is not a text");
  }

  static NodeFailure failure(String sentence) {
    return new NodeFailure(Failure.permanent(Failure.CONFIGURATION, sentence));
  }
}
