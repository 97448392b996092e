package io.fluxo.messages.value;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.seal.ErasedException;
import java.io.IOException;
import java.lang.ref.SoftReference;
import org.jspecify.annotations.Nullable;

/** A value that is read when it is first asked for, and again when memory was short meanwhile. */
final class Apart implements Later {

  private static final ObjectMapper MAPPER = Json.mapper();

  private final PayloadReference reference;
  private final PayloadSource source;
  private final boolean lenient;
  // Two threads may both read it; they read the same.
  private volatile @Nullable SoftReference<Object> read;

  Apart(PayloadReference reference, PayloadSource source, boolean lenient) {
    this.reference = reference;
    this.source = source;
    this.lenient = lenient;
  }

  @Override
  public Object json() {
    SoftReference<Object> last = read;
    Object json = last == null ? null : last.get();
    if (json == null) {
      json = load();
      read = new SoftReference<>(json);
    }
    return json;
  }

  private Object load() {
    try {
      return parse(source.load(reference));
    } catch (ErasedException e) {
      if (lenient) {
        return Payload.ERASED;
      }
      throw e;
    }
  }

  @Override
  public String words() {
    return "sha256:" + reference.sha256();
  }

  private Object parse(byte[] json) {
    try {
      return MAPPER.readValue(json, Object.class);
    } catch (IOException e) {
      throw new UnreadablePayload(reference, "is not JSON");
    }
  }
}
