package io.fluxo.api.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandardWebhookTest {

  /** The example of the specification's own libraries. */
  @Test
  void theSignatureIsThatOfTheSpecification() {
    Map<String, String> headers =
        StandardWebhook.headers(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            Instant.ofEpochSecond(1614265330),
            "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));
    assertThat(headers)
        .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
        .containsEntry("webhook-timestamp", "1614265330")
        .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void aSecretCanBeUsedAsItIsShown() {
    String secret = StandardWebhook.secret(new byte[StandardWebhook.SECRET_BYTES]);
    assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(StandardWebhook.headers(secret, "a", Instant.EPOCH, new byte[0])).hasSize(4);
  }
}
