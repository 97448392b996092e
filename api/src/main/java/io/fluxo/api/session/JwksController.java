package io.fluxo.api.session;

import com.nimbusds.jose.jwk.ECKey;
import io.fluxo.api.access.Open;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public keys by which others can check access tokens (RFC 7517). */
@Tag(name = "Logging in")
@RestController
final class JwksController {

  private final SigningKeys keys;

  JwksController(SigningKeys keys) {
    this.keys = keys;
  }

  @Operation(summary = "Gives the public keys of access tokens")
  @Open(Open.To.ANYBODY)
  @GetMapping("/.well-known/jwks.json")
  ResponseEntity<Map<String, List<Map<String, Object>>>> keys() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
        .body(Map.of("keys", keys.published().stream().map(ECKey::toJSONObject).toList()));
  }
}
