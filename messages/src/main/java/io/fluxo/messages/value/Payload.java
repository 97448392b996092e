package io.fluxo.messages.value;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value of a user: an input, an output, a variable, a form answer, a message body. Inside it is a
 * JSON tree of plain Java values ({@code Map<String, Object>}, {@code List<Object>}, {@code
 * String}, {@code Number}, {@code Boolean}, {@code null}) that nobody may change. All
 * payload-bearing fields of messages use this type, so that one codec ({@link PayloadModule})
 * decides how they are stored.
 */
public final class Payload {

  public static final Payload EMPTY = new Payload(Map.of());
  public static final Payload NULL = new Payload(null);

  private final @Nullable Object json;

  private Payload(@Nullable Object json) {
    this.json = json;
  }

  /** Wraps a JSON tree; the caller gives up the right to change it. */
  public static Payload of(@Nullable Object json) {
    return json == null ? NULL : new Payload(json);
  }

  /** The JSON tree; treat it as immutable. */
  public @Nullable Object json() {
    return json;
  }

  /** The tree as an object, or an empty one where it is something else. */
  @SuppressWarnings("unchecked") // a JSON object has string keys by construction
  public Map<String, Object> object() {
    return json instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Payload payload && Objects.equals(json, payload.json);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(json);
  }

  /** Names the kind of value only: payloads hold personal data and must not reach a log. */
  @Override
  public String toString() {
    return json == null ? "Payload(null)" : "Payload(" + json.getClass().getSimpleName() + ")";
  }
}
