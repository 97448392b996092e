package io.fluxo.query;

import io.fluxo.messages.secret.Sealing;
import io.fluxo.messages.secret.SealingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Binds values to their tenant and purpose, and hides them from nobody. */
final class PlainSealing implements Sealing {

  @Override
  public String seal(String tenant, String purpose, byte[] value) {
    return encoded((tenant + "/" + purpose).getBytes(StandardCharsets.UTF_8))
        + "."
        + encoded(value);
  }

  @Override
  public byte[] open(String tenant, String purpose, String sealed) {
    String[] parts = sealed.split("\\.", 2);
    if (!parts[0].equals(encoded((tenant + "/" + purpose).getBytes(StandardCharsets.UTF_8)))) {
      throw new SealingException("Expected a value of this tenant and purpose", null);
    }
    return Base64.getDecoder().decode(parts[1]);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
