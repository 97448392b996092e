package io.fluxo.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.story.Eventually;
import io.fluxo.story.FluxoClient.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A provider that sends webhooks to one endpoint. */
record Webhook(User user, String endpoint) {

  static final String HUB = "X-Hub-Signature-256";

  /** A body as a provider sends it. */
  static byte[] fixture(String name) {
    try (InputStream file = Webhook.class.getResourceAsStream("/webhooks/" + name + ".json")) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same body with one bit turned over, in the middle, where it still is JSON. */
  static byte[] flipped(byte[] body) {
    byte[] other = body.clone();
    for (int i = other.length / 2; i < other.length; i++) {
      if (other[i] >= '0' && other[i] <= '9') {
        other[i] ^= 1;
        return other;
      }
    }
    throw new IllegalArgumentException("There is no digit in the second half");
  }

  static String hmac(String secret, String content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Publishes a workflow that hands its body on, and waits until its endpoint is known. */
  static Webhook handingOn(User user, String name, String config) {
    user.publish(
        """
        id: %s
        nodes:
          - id: hook
            type: webhook_trigger
            config: {endpoint: %s, %s}
            next: end
          - {id: end, type: data_transform, config: {value: "${input.body}"}}
        """
            .formatted(name, name, config));
    Eventually.is(
        () ->
            user.get(
                "/api/v1/hooks/"
                    + name
                    + "?hub.mode=subscribe&hub.verify_token=ready&hub.challenge=1"),
        answer -> answer.status() == 200);
    return new Webhook(user, name);
  }

  Answer deliver(String body, String type) {
    return deliver(body.getBytes(StandardCharsets.UTF_8), Map.of("Content-Type", type));
  }

  Answer deliver(byte[] body, Map<String, String> headers) {
    HttpRequest.Builder request = user.request("/api/v1/hooks/" + endpoint);
    if (!headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::header);
    return user.send(request.POST(BodyPublishers.ofByteArray(body)));
  }

  /** Waits until the endpoint is known: what is published is seen a moment later. */
  Webhook open() {
    Eventually.is(
        () -> deliver("{}".getBytes(StandardCharsets.UTF_8), Map.of("X-Probe", "1")),
        answer -> answer.status() != 404);
    return this;
  }

  /**
   * A forged body, a missing signature and a signature of another name are refused; the genuine
   * delivery starts the one run that there is then.
   *
   * @return the completed run
   */
  JsonNode onlyGenuine(String workflow, byte[] body, String header, String signature) {
    open();
    refused(deliver(flipped(body), Map.of(header, signature)));
    refused(deliver(body, Map.of()));
    refused(deliver(body, Map.of(header, "")));
    refused(deliver(body, Map.of("X-Other-Signature", signature)));
    Answer answer = deliver(body, Map.of(header, signature));
    assertThat(answer.status()).as("%s", answer.body()).isBetween(200, 202);
    JsonNode runs =
        Eventually.is(
                () -> user.get("/api/v1/runs?workflow=" + workflow),
                seen -> "completed".equals(seen.body().at("/items/0/status").asText()))
            .body()
            .path("items");
    assertThat(runs).hasSize(1);
    return user.get("/api/v1/runs/" + runs.at("/0/runId").asText()).body();
  }

  private static void refused(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.type()).isEqualTo("application/problem+json");
    assertThat(answer.body().path("code").asText()).isEqualTo("signature");
  }
}
