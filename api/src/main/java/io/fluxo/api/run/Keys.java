package io.fluxo.api.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.run.IdempotencyKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Reads the Idempotency-Key header (draft-ietf-httpapi-idempotency-key-header), quoted or bare. */
@Component
public final class Keys {

  private static final int LONGEST = 255;

  private final ObjectMapper mapper;
  private final Duration window;

  Keys(ObjectMapper mapper, @Value("${fluxo.idempotency.window:24h}") Duration window) {
    this.mapper = mapper;
    this.window = window;
  }

  /**
   * The key of a request, null where it has none.
   *
   * @param scope what the key is unique in
   * @param request what the same key must always come with
   */
  public @Nullable IdempotencyKey of(@Nullable String header, String scope, Object request) {
    if (header == null) {
      return null;
    }
    String key = header.strip();
    if (key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"")) {
      key = key.substring(1, key.length() - 1);
    }
    if (key.isEmpty() || key.length() > LONGEST || !key.chars().allMatch(c -> c > 31 && c < 127)) {
      throw Problems.invalid(
          "/Idempotency-Key", "The key cannot be used", "1 to 255 printable ASCII characters");
    }
    return new IdempotencyKey(scope, key, fingerprint(scope, request), window);
  }

  private String fingerprint(String scope, Object request) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(mapper.writeValueAsBytes(scope));
      return HexFormat.of().formatHex(digest.digest(mapper.writeValueAsBytes(request)));
    } catch (NoSuchAlgorithmException | JsonProcessingException e) {
      throw new IllegalStateException("A request that was read can be written", e);
    }
  }
}
