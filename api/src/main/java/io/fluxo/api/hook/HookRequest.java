package io.fluxo.api.hook;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to a hook, copied out of the server's own object: the rest happens on other threads, on
 * which that object may already serve somebody else.
 */
final class HookRequest {

  private final Map<String, String> headers;
  private final byte[] body;
  private final Map<String, Object> input;

  /**
   * Takes over what it is given.
   *
   * @param headers the headers by name, in any case; the first one where a name is there twice
   * @param body the bytes as they came
   * @param input what a run gets to see
   */
  HookRequest(Map<String, String> headers, byte[] body, Map<String, Object> input) {
    this.headers = headers;
    this.body = body;
    this.input = input;
  }

  /** The header of that name, or null. */
  @Nullable String header(String name) {
    return headers.get(name);
  }

  /** The bytes as they came; nobody may change them. */
  byte[] body() {
    return body;
  }

  /** What a run gets to see. */
  Map<String, Object> input() {
    return input;
  }
}
