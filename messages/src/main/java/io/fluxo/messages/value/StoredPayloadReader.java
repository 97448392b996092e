package io.fluxo.messages.value;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads payloads that {@link StoredPayloadWriter} wrote; sealed ones are opened later. */
final class StoredPayloadReader extends StdDeserializer<Payload> {
  private static final long serialVersionUID = 1L;

  private final transient PayloadSource source;
  private final transient PayloadOpener opener;

  StoredPayloadReader(PayloadSource source, PayloadOpener opener) {
    super(Payload.class);
    this.source = source;
    this.opener = opener;
  }

  @Override
  public Payload deserialize(JsonParser in, DeserializationContext context) throws IOException {
    return read(in, context, false);
  }

  /**
   * Reads a value.
   *
   * @param shown whether it is only shown, and never decided upon
   */
  Payload read(JsonParser in, DeserializationContext context, boolean shown) throws IOException {
    JsonStreamContext at = in.getParsingContext();
    String field = Mark.pointer(in.currentToken().isStructStart() ? at.getParent() : at);
    Object json = context.readValue(in, Object.class);
    Object inside = Mark.in(json);
    if (inside instanceof String text) {
      return Payload.sealed(closed(text, field, context, shown));
    }
    if (inside instanceof Map<?, ?> map) {
      return map.containsKey("value")
          ? Payload.of(map.get("value"))
          : Payload.apart(reference(map), source, isLenient(context));
    }
    return Payload.of(json);
  }

  private Sealed closed(String text, String field, DeserializationContext context, boolean shown)
      throws IOException {
    if (!(context.getAttribute(StoredPlace.class) instanceof StoredPlace place)) {
      throw context.weirdStringException(text, Payload.class, "a sealed value of nowhere");
    }
    try {
      return new Sealed(
          shown ? place.shown() : place, field, opener, Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw context.weirdStringException(text, Payload.class, "not Base64");
    }
  }

  private static boolean isLenient(DeserializationContext context) {
    return context.getAttribute(StoredPlace.class) instanceof StoredPlace place && place.lenient();
  }

  private static PayloadReference reference(Map<?, ?> inside) {
    return new PayloadReference(
        String.valueOf(inside.get("t")),
        String.valueOf(inside.get("w")),
        String.valueOf(inside.get("sha256")),
        inside.get("bytes") instanceof Number bytes ? bytes.intValue() : 0);
  }

  @Override
  public @Nullable Payload getNullValue(DeserializationContext context) {
    return Payload.NULL;
  }
}
