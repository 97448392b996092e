package io.fluxo.messages.value;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
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

  /** What people read in place of a value whose key was destroyed. */
  public static final String ERASED = "[erased]";

  private final @Nullable Object json;
  private final @Nullable Later later;

  private Payload(@Nullable Object json, @Nullable Later later) {
    this.json = json;
    this.later = later;
  }

  /** Wraps a JSON tree; the caller gives up the right to change it. */
  public static Payload of(@Nullable Object json) {
    return json == null ? NULL : new Payload(json, null);
  }

  /** A value that is kept apart and read from there when it is first asked for. */
  public static Payload apart(PayloadReference reference, PayloadSource source) {
    return new Payload(null, new Apart(reference, source, false));
  }

  /** The same; one that was erased reads as {@link #ERASED} where that is wanted. */
  static Payload apart(PayloadReference reference, PayloadSource source, boolean lenient) {
    return new Payload(null, new Apart(reference, source, lenient));
  }

  /** A value that somebody reads when it is first asked for. */
  public static Payload later(Supplier<? extends @Nullable Object> reading) {
    return new Payload(null, new Read(reading));
  }

  /** A value that is sealed, and opened when it is first asked for. */
  static Payload sealed(Later sealed) {
    return new Payload(null, sealed);
  }

  /**
   * The JSON tree; treat it as immutable.
   *
   * @throws UnreadablePayload when it is kept apart, and gone or altered there
   * @throws io.fluxo.messages.seal.ErasedException when its key was destroyed, where something
   *     would be decided upon it
   * @throws io.fluxo.messages.seal.UnsealableException when it is sealed, and was altered
   */
  public @Nullable Object json() {
    return later == null ? json : later.json();
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
    if (later != null) {
      return "Payload(" + later.words() + ")";
    }
    return json == null ? "Payload(null)" : "Payload(" + json.getClass().getSimpleName() + ")";
  }
}
