package io.fluxo.messages.value;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value of a user: an input, an output, a variable, a form answer, a message body. Inside it is a
 * JSON tree of plain Java values ({@code Map<String, Object>}, {@code List<Object>}, {@code
 * String}, {@code Number}, {@code Boolean}, {@code null}) that nobody may change. All
 * payload-bearing fields of messages use this type, so that one codec decides how they are stored
 * ({@link StoredPayloadModule}). A large value may be kept apart from its event; it is then read
 * when it is first asked for.
 */
public final class Payload {

  public static final Payload EMPTY = new Payload(Map.of(), null);
  public static final Payload NULL = new Payload(null, null);

  private final @Nullable Object json;
  private final @Nullable Apart apart;

  private Payload(@Nullable Object json, @Nullable Apart apart) {
    this.json = json;
    this.apart = apart;
  }

  /** Wraps a JSON tree; the caller gives up the right to change it. */
  public static Payload of(@Nullable Object json) {
    return json == null ? NULL : new Payload(json, null);
  }

  /** A value that is kept apart and read from there when it is first asked for. */
  public static Payload apart(PayloadReference reference, PayloadSource source) {
    return new Payload(null, new Apart(reference, source));
  }

  /**
   * The JSON tree; treat it as immutable.
   *
   * @throws UnreadablePayload when it is kept apart, and gone or altered there
   */
  public @Nullable Object json() {
    return apart == null ? json : apart.json();
  }

  /** The tree as an object, or an empty one where it is something else. */
  @SuppressWarnings("unchecked") // a JSON object has string keys by construction
  public Map<String, Object> object() {
    return json() instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Payload payload && Objects.equals(json(), payload.json());
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(json());
  }

  /** Names the kind of value only: payloads hold personal data and must not reach a log. */
  @Override
  public String toString() {
    if (apart != null) {
      return "Payload(sha256:" + apart.reference.sha256() + ")";
    }
    return json == null ? "Payload(null)" : "Payload(" + json.getClass().getSimpleName() + ")";
  }
}
