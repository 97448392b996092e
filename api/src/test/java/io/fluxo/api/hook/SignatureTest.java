package io.fluxo.api.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The checks that providers document, with the values of their own documents. */
class SignatureTest {

  private static final String SECRET = "It's a Secret to Everybody";
  private static final String HELLO =
      "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
  private static final Map<String, Object> GITHUB =
      Map.of("header", "X-Hub-Signature-256", "prefix", "sha256=", "secret", SECRET);

  private static final String SLACK_BODY =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
          + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
          + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2F"
          + "commands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
          + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
  private static final Map<String, Object> SLACK =
      Map.of(
          "header", "X-Slack-Signature",
          "prefix", "v0=",
          "secret", "8f742231b10e8888abcd99yyyzzz85a5",
          "signedContent", "v0:{timestamp}:{body}",
          "timestampHeader", "X-Slack-Request-Timestamp");

  private static final Map<String, Object> STANDARD =
      Map.of(
          "header", "webhook-signature",
          "prefix", "v1,",
          "encoding", "base64",
          "secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
          "secretEncoding", "base64",
          "signedContent", "{header:webhook-id}.{timestamp}.{body}",
          "timestampHeader", "webhook-timestamp");
  private static final Map<String, String> STANDARD_HEADERS =
      Map.of(
          "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
          "webhook-timestamp", "1614265330",
          "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

  private static final Map<String, Object> TIMED =
      Map.of("header", "X-Pay", "secret", SECRET, "signedContent", "timestamp.body");
  // HMAC-SHA256 over "1700000000.Hello, World!"
  private static final String TIMED_HELLO =
      "76c83fd0acdf22faed320674fe8e04d528cfe8a17905e720a9611e40677c03b7";

  private static boolean genuine(
      Map<String, Object> rule, String body, Map<String, String> headers, long now) {
    Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    return new Signature(rule)
        .isGenuine(body.getBytes(StandardCharsets.UTF_8), anyCase::get, Instant.ofEpochSecond(now));
  }

  private static boolean hello(Map<String, Object> rule, String body, String header) {
    return genuine(rule, body, Map.of("x-hub-signature-256", header), 0);
  }

  private static boolean timed(String header, long now) {
    return genuine(TIMED, "Hello, World!", Map.of("X-Pay", header), now);
  }

  private static Map<String, Object> but(Map<String, Object> rule, String name, Object value) {
    Map<String, Object> other = new HashMap<>(rule);
    other.put(name, value);
    return other;
  }

  @Test
  void gitHubsOwnExampleIsGenuine() {
    assertThat(hello(GITHUB, "Hello, World!", HELLO)).isTrue();
    assertThat(hello(GITHUB, "Hello, World?", HELLO)).isFalse();
    assertThat(hello(GITHUB, "Hello, World!", HELLO.substring(7))).isFalse();
    assertThat(hello(GITHUB, "Hello, World!", HELLO.substring(0, 69))).isFalse();
    assertThat(hello(GITHUB, "Hello, World!", "sha256=")).isFalse();
    assertThat(hello(GITHUB, "Hello, World!", "sha256=none")).isFalse();
    assertThat(hello(but(GITHUB, "algorithm", "sha512"), "Hello, World!", HELLO)).isFalse();
    assertThat(genuine(GITHUB, "Hello, World!", Map.of(), 0)).isFalse();
  }

  @Test
  void noByteOfASignatureCanBeChanged() {
    Random random = new Random(7);
    for (int i = 0; i < 64; i++) {
      char[] changed = HELLO.toCharArray();
      char other = Character.forDigit(random.nextInt(16), 16);
      changed[7 + i] = other == changed[7 + i] ? (other == '0' ? '1' : '0') : other;
      assertThat(hello(GITHUB, "Hello, World!", new String(changed))).isFalse();
    }
  }

  @Test
  void slacksOwnExampleIsGenuine() {
    Map<String, String> headers =
        Map.of(
            "X-Slack-Request-Timestamp", "1531420618",
            "X-Slack-Signature",
                "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
    assertThat(genuine(SLACK, SLACK_BODY, headers, 1531420618)).isTrue();
    assertThat(genuine(SLACK, SLACK_BODY, headers, 1531420618 + 301)).isFalse();
    assertThat(genuine(SLACK, SLACK_BODY + "&", headers, 1531420618)).isFalse();
  }

  @Test
  void theExampleOfStandardWebhooksIsGenuine() {
    String body = "{\"test\": 2432232314}";
    assertThat(genuine(STANDARD, body, STANDARD_HEADERS, 1614265330)).isTrue();
    Map<String, String> rotated = new HashMap<>(STANDARD_HEADERS);
    rotated.compute("webhook-signature", (name, value) -> "v1,bm90IG91cnM= " + value);
    assertThat(genuine(STANDARD, body, rotated, 1614265330)).isTrue();
    Map<String, String> otherId = new HashMap<>(STANDARD_HEADERS);
    otherId.put("webhook-id", "msg_other");
    assertThat(genuine(STANDARD, body, otherId, 1614265330)).isFalse();
    otherId.remove("webhook-id");
    assertThat(genuine(STANDARD, body, otherId, 1614265330)).isFalse();
    assertThat(genuine(but(STANDARD, "secret", "whsec_?"), body, STANDARD_HEADERS, 1614265330))
        .isFalse();
  }

  @Test
  void aSignedTimeHoldsForItsToleranceOnBothSides() {
    String header = "t=1700000000,v1=" + TIMED_HELLO;
    for (long apart : new long[] {0, 1, 299, 300}) {
      assertThat(timed(header, 1700000000 + apart)).isTrue();
      assertThat(timed(header, 1700000000 - apart)).isTrue();
    }
    assertThat(timed(header, 1700000301)).isFalse();
    assertThat(timed(header, 1699999699)).isFalse();
    Map<String, Object> strict = but(TIMED, "toleranceSeconds", 10);
    Map<String, String> headers = Map.of("X-Pay", header);
    assertThat(genuine(strict, "Hello, World!", headers, 1700000010)).isTrue();
    assertThat(genuine(strict, "Hello, World!", headers, 1700000011)).isFalse();
  }

  @Test
  void aListMayHoldSeveralSignaturesAndSchemes() {
    String old = "0".repeat(64);
    assertThat(timed("t=1700000000, v0=x ,v1=" + old + ",v1=" + TIMED_HELLO, 1700000000)).isTrue();
    assertThat(timed("t=1700000000,v0=" + TIMED_HELLO, 1700000000)).isFalse();
    assertThat(timed("v1=" + TIMED_HELLO, 1700000000)).isFalse();
    assertThat(timed("t=1700000001,v1=" + TIMED_HELLO, 1700000000)).isFalse();
    for (String time : new String[] {"", "x", "9223372036854775807", "99999999999999999999"}) {
      assertThat(timed("t=" + time + ",v1=" + TIMED_HELLO, 1700000000)).isFalse();
    }
    assertThat(timed("t=1700000000" + ",".repeat(10_000), 1700000000)).isFalse();
  }

  @Test
  void aRuleThatIsNotWholeLetsNothingPass() {
    Map<String, Object> noSecret = new HashMap<>(GITHUB);
    noSecret.remove("secret");
    assertThat(hello(noSecret, "Hello, World!", HELLO)).isFalse();
    assertThat(hello(but(GITHUB, "secret", ""), "Hello, World!", HELLO)).isFalse();
    assertThat(hello(but(GITHUB, "signedContent", "fixed"), "Hello, World!", HELLO)).isFalse();
    assertThat(hello(Map.of("secret", "s"), "Hello, World!", HELLO)).isFalse();
  }
}
