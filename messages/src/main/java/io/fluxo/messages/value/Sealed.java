package io.fluxo.messages.value;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.seal.ErasedException;
import io.fluxo.messages.seal.UnsealableException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A value that was sealed where it stands. It is opened once, and then held in the clear. */
final class Sealed implements Later {

  private static final ObjectMapper MAPPER = Json.mapper();

  private final StoredPlace place;
  private final String field;
  private final PayloadOpener opener;
  // Two threads may both open it; they read the same.
  private volatile byte @Nullable [] sealed;
  private volatile @Nullable Object json;

  Sealed(StoredPlace place, String field, PayloadOpener opener, byte[] sealed) {
    this.place = place;
    this.field = field;
    this.opener = opener;
    this.sealed = sealed;
  }

  @Override
  public @Nullable Object json() {
    byte[] closed = sealed;
    if (closed == null) {
      return json;
    }
    Object opened = open(closed);
    json = opened;
    sealed = null;
    return opened;
  }

  private @Nullable Object open(byte[] closed) {
    try {
      return MAPPER.readValue(opener.open(place, field, closed), Object.class);
    } catch (ErasedException e) {
      if (place.lenient()) {
        return Payload.ERASED;
      }
      throw e;
    } catch (IOException e) {
      throw new UnsealableException(place.type() + " " + field);
    }
  }

  @Override
  public String words() {
    return "sealed";
  }
}
