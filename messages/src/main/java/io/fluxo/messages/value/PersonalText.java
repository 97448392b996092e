package io.fluxo.messages.value;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The codec of {@link Personal} texts: that of a payload which is a text. */
final class PersonalText {

  private PersonalText() {}

  static final class Writer extends StdSerializer<String> {
    private static final long serialVersionUID = 1L;

    private final transient StoredPayloadWriter payloads;

    Writer(StoredPayloadWriter payloads) {
      super(String.class);
      this.payloads = payloads;
    }

    @Override
    public void serialize(String text, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      payloads.write(text, out, provider);
    }
  }

  static final class Reader extends StdDeserializer<String> {
    private static final long serialVersionUID = 1L;

    private final transient StoredPayloadReader payloads;

    Reader(StoredPayloadReader payloads) {
      super(String.class);
      this.payloads = payloads;
    }

    @Override
    public @Nullable String deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      return (String) payloads.read(in, context, true).json();
    }
  }
}
