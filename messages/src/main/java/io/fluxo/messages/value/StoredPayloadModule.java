package io.fluxo.messages.value;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The codec of {@link Payload} in the event store. A value is written in place, as its JSON, unless
 * it is large and a sink takes it: then an object with the only member {@code $flx} stands for it,
 * {@code {"$flx":{"sha256":"...","bytes":12345,"t":"tenant","w":"workspace"}}}. An object of a user
 * that looks like that is written as {@code {"$flx":{"value":...}}}.
 */
public final class StoredPayloadModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  private static final String MARK = "$flx";

  /**
   * Reads and writes.
   *
   * @param inline bytes up to which a value stands in place, as {@link JsonSize} counts them
   */
  public StoredPayloadModule(PayloadSource source, PayloadSink sink, long inline) {
    super("fluxo-stored-payload");
    addSerializer(Payload.class, new Writer(sink, inline));
    addDeserializer(Payload.class, new Reader(source));
  }

  /** Reads what was stored, and writes everything in place. */
  public static StoredPayloadModule reading(PayloadSource source) {
    return new StoredPayloadModule(source, PayloadSink.NONE, Long.MAX_VALUE);
  }

  private static final class Writer extends StdSerializer<Payload> {
    private static final long serialVersionUID = 1L;

    private final transient PayloadSink sink;
    private final transient ObjectMapper mapper = Json.mapper();
    private final long inline;

    Writer(PayloadSink sink, long inline) {
      super(Payload.class);
      this.sink = sink;
      this.inline = inline;
    }

    @Override
    public void serialize(Payload value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      Object json = value.json();
      PayloadReference reference =
          JsonSize.of(json) > inline ? sink.keep(mapper.writeValueAsBytes(json)) : null;
      if (reference != null) {
        Map<String, Object> inside = new LinkedHashMap<>();
        inside.put("sha256", reference.sha256());
        inside.put("bytes", reference.bytes());
        inside.put("t", reference.tenant());
        inside.put("w", reference.workspace());
        provider.defaultSerializeValue(Map.of(MARK, inside), out);
      } else if (marked(json) != null) {
        out.writeStartObject();
        out.writeFieldName(MARK);
        out.writeStartObject();
        out.writeFieldName("value");
        provider.defaultSerializeValue(json, out);
        out.writeEndObject();
        out.writeEndObject();
      } else {
        provider.defaultSerializeValue(json, out);
      }
    }
  }

  private static final class Reader extends StdDeserializer<Payload> {
    private static final long serialVersionUID = 1L;

    private final transient PayloadSource source;

    Reader(PayloadSource source) {
      super(Payload.class);
      this.source = source;
    }

    @Override
    public Payload deserialize(JsonParser in, DeserializationContext context) throws IOException {
      Object json = context.readValue(in, Object.class);
      Map<?, ?> inside = marked(json);
      if (inside == null) {
        return Payload.of(json);
      }
      return inside.containsKey("value")
          ? Payload.of(inside.get("value"))
          : Payload.apart(reference(inside), source);
    }

    private static PayloadReference reference(Map<?, ?> inside) {
      return new PayloadReference(
          String.valueOf(inside.get("t")),
          String.valueOf(inside.get("w")),
          String.valueOf(inside.get("sha256")),
          inside.get("bytes") instanceof Number bytes ? bytes.intValue() : 0);
    }

    @Override
    public Payload getNullValue(DeserializationContext context) {
      return Payload.NULL;
    }
  }

  /** What stands in the only member of a marked object, null for every other value. */
  private static @Nullable Map<?, ?> marked(@Nullable Object json) {
    return json instanceof Map<?, ?> map
            && map.size() == 1
            && map.get(MARK) instanceof Map<?, ?> inside
        ? inside
        : null;
  }
}
