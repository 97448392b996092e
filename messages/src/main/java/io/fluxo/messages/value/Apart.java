package io.fluxo.messages.value;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.ref.SoftReference;
import org.jspecify.annotations.Nullable;

/** A value that is read when it is first asked for, and again when memory was short meanwhile. */
final class Apart {

  private static final ObjectMapper MAPPER = Json.mapper();

  final PayloadReference reference;
  private final PayloadSource source;
  // Two threads may both read it; they read the same.
  private volatile @Nullable SoftReference<Object> read;

  Apart(PayloadReference reference, PayloadSource source) {
    this.reference = reference;
    this.source = source;
  }

  Object json() {
    SoftReference<Object> last = read;
    Object json = last == null ? null : last.get();
    if (json == null) {
      json = parse(source.load(reference));
      read = new SoftReference<>(json);
    }
    return json;
  }

  private Object parse(byte[] json) {
    try {
      return MAPPER.readValue(json, Object.class);
    } catch (IOException e) {
      throw new UnreadablePayload(reference, "is not JSON");
    }
  }
}
