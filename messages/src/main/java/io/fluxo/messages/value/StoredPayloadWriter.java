package io.fluxo.messages.value;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes payloads as {@link StoredPayloadModule} says. */
final class StoredPayloadWriter extends StdSerializer<Payload> {
  private static final long serialVersionUID = 1L;

  private final transient PayloadSink sink;
  private final transient ObjectMapper mapper = Json.mapper();
  private final long inline;

  StoredPayloadWriter(PayloadSink sink, long inline) {
    super(Payload.class);
    this.sink = sink;
    this.inline = inline;
  }

  @Override
  public void serialize(Payload value, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    write(value.json(), out, provider);
  }

  void write(@Nullable Object json, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    if (json == null || holdsNothing(json)) {
      provider.defaultSerializeValue(json, out);
      return;
    }
    if (JsonSize.of(json) > inline) {
      PayloadReference reference = sink.keep(mapper.writeValueAsBytes(json));
      if (reference != null) {
        writeReference(reference, out, provider);
        return;
      }
    }
    byte[] sealed = sealed(json, out);
    if (sealed != null) {
      out.writeStartObject();
      out.writeFieldName(Mark.NAME);
      out.writeBinary(sealed);
      out.writeEndObject();
    } else if (Mark.in(json) != null) {
      out.writeStartObject();
      out.writeFieldName(Mark.NAME);
      out.writeStartObject();
      out.writeFieldName("value");
      provider.defaultSerializeValue(json, out);
      out.writeEndObject();
      out.writeEndObject();
    } else {
      provider.defaultSerializeValue(json, out);
    }
  }

  private byte @Nullable [] sealed(Object json, JsonGenerator out) throws IOException {
    return sink.seals()
        ? sink.seal(Mark.pointer(out.getOutputContext()), mapper.writeValueAsBytes(json))
        : null;
  }

  private static void writeReference(
      PayloadReference reference, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    Map<String, Object> inside = new LinkedHashMap<>();
    inside.put("sha256", reference.sha256());
    inside.put("bytes", reference.bytes());
    inside.put("t", reference.tenant());
    inside.put("w", reference.workspace());
    provider.defaultSerializeValue(Map.of(Mark.NAME, inside), out);
  }

  private static boolean holdsNothing(Object json) {
    return switch (json) {
      case String text -> text.isEmpty();
      case Collection<?> list -> list.isEmpty();
      case Map<?, ?> map -> map.isEmpty();
      default -> false;
    };
  }
}
