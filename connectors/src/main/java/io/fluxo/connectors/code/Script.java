package io.fluxo.connectors.code;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** Wraps a user's code, which is the body of a function, into a whole script. */
final class Script {

  /** How many characters of console output one run keeps. */
  static final int MAX_LOG_CHARS = 16_384;

  @SuppressWarnings("InlineFormatString") // apart from its one use it can be read as a script
  private static final String FRAME =
      """
      (function () {
        const print = console.log, text = JSON.stringify, logs = [];
        let left = %d;
        const log = function () {
          const line = Array.prototype.map.call(arguments, a =>
            typeof a === 'string' ? a : text(a) ?? String(a)).join(' ').slice(0, left);
          left -= line.length;
          if (line.length > 0) logs.push(line);
        };
        const tell = (kind, value) => print(text({ kind: kind, value: value, logs: logs }));
        const fail = e => tell('error', e instanceof Error ? e.name + ': ' + e.message : String(e));
        globalThis.console = { log: log, info: log, warn: log, error: log, debug: log };
        delete globalThis.java_invoke;
        try {
          const value = new Function('input', %s)(JSON.parse(%s));
          if (value && typeof value.then === 'function') value.then(v => tell('value', v), fail);
          else tell('value', value === undefined ? null : value);
        } catch (e) { fail(e); }
      })();
      """;

  private Script() {}

  /** The script that calls the code with the input and prints one JSON object. */
  static String of(String code, @Nullable Object input, ObjectMapper json)
      throws JsonProcessingException {
    String data = json.writeValueAsString(input);
    return FRAME.formatted(MAX_LOG_CHARS, literal(code, json), literal(data, json));
  }

  private static String literal(String text, ObjectMapper json) throws JsonProcessingException {
    return json.writeValueAsString(text);
  }
}
