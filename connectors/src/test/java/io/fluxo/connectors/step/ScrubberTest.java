package io.fluxo.connectors.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.secret.SecretValue;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Whatever a server makes of a value, it does not come back. */
class ScrubberTest {

  private static final String MARK = "${secrets.token}";

  @Test
  void theValueIsReplacedWhereverItStands() {
    Scrubber scrubber = of("s3cr3t-value");
    assertThat(scrubber.clean("Bearer s3cr3t-value, s3cr3t-value!"))
        .isEqualTo("Bearer " + MARK + ", " + MARK + "!");
    assertThat(scrubber.clean("nothing here: s3cr3t")).isEqualTo("nothing here: s3cr3t");
  }

  @Test
  void treesLoseItInTextsKeysAndNumbers() {
    StepOutcome clean =
        of("1234567890")
            .clean(
                new StepOutcome.Succeeded(
                    Payload.of(
                        Map.of(
                            "list", Arrays.asList("x1234567890y", null, true, 5, 1234567890L),
                            "1234567890", "key",
                            "more", Map.of("n", 42.5))),
                    "1234567890"));
    assertThat(clean)
        .isEqualTo(
            new StepOutcome.Succeeded(
                Payload.of(
                    Map.of(
                        "list",
                        Arrays.asList("x" + MARK + "y", null, true, 5, MARK),
                        MARK,
                        "key",
                        "more",
                        Map.of("n", 42.5))),
                MARK));
  }

  @Test
  void aNumberIsKnownHoweverItIsWritten() {
    StepOutcome echoed = new StepOutcome.Succeeded(Payload.of(12345678.9), null);
    assertThat(of("12345678.9").clean(echoed))
        .isEqualTo(new StepOutcome.Succeeded(Payload.of(MARK), null));
  }

  @Test
  void failuresLoseIt() {
    Scrubber scrubber = of("s3cr3t-value");
    Failure failure = Failure.passing(Failure.CODE, "Error: s3cr3t-value is wrong");
    Failure clean = Failure.passing(Failure.CODE, "Error: " + MARK + " is wrong");
    assertThat(scrubber.clean(new StepOutcome.Failed(failure, null)))
        .isEqualTo(new StepOutcome.Failed(clean, null));
    assertThat(scrubber.clean(new StepOutcome.Unknown(failure)))
        .isEqualTo(new StepOutcome.Unknown(clean));
  }

  @Test
  void aTextThatWasCutLosesTheBeginningOfIt() {
    assertThat(of("s3cr3t-value-of-24-chars").clean("Error at s3cr3t-value-of"))
        .isEqualTo("Error at " + MARK);
  }

  @Test
  void theLongerOfTwoIsTakenOutFirst() {
    Scrubber scrubber =
        new Scrubber(
            Map.of(
                "part", new SecretValue("password"),
                "whole", new SecretValue("my-password-1")));
    assertThat(scrubber.clean("my-password-1 password"))
        .isEqualTo("${secrets.whole} ${secrets.part}");
  }

  @Test
  void credentialsOfBasicAreKnownDecoded() {
    String basic =
        Base64.getEncoder().encodeToString("ana:s3cr3t-value".getBytes(StandardCharsets.UTF_8));
    assertThat(of(basic).clean("ana:s3cr3t-value and s3cr3t-value"))
        .isEqualTo(MARK + " and " + MARK);
  }

  /** Random values in every encoding, with random text around. */
  @RepeatedTest(200)
  void noEncodingBringsItBack(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    String value = value(random);
    Scrubber scrubber = of(value);
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
    String before = "u".repeat(random.nextInt(7));
    byte[] pair =
        (before + ":" + value + "x".repeat(random.nextInt(4))).getBytes(StandardCharsets.UTF_8);
    List<String> written =
        List.of(
            value,
            json(value),
            unicode(value),
            url,
            url.replace("+", "%20"),
            url.toLowerCase(Locale.ROOT).equals(value) ? url : lowerHex(url),
            everyByte(bytes),
            HexFormat.of().formatHex(bytes),
            HexFormat.of().withUpperCase().formatHex(bytes),
            Base64.getEncoder().encodeToString(bytes),
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
            Base64.getEncoder().encodeToString(pair),
            Base64.getUrlEncoder().encodeToString(pair),
            new String(bytes, StandardCharsets.ISO_8859_1));
    for (String form : written) {
      String clean = scrubber.clean("<a " + form + " b>");
      assertThat(clean).as(form).contains(MARK).startsWith("<a ").endsWith(" b>");
      // Besides the mark at most a character of Base64 and its padding on each side is left.
      assertThat(clean.replace(MARK, "").length()).as(clean).isLessThanOrEqualTo(30);
      assertThat(clean).doesNotContain(value);
    }
  }

  private static String value(Random random) {
    String alphabet = "abcXYZ0189+/=-_ &<>\"'\\%\n\u00e9\u20ac";
    StringBuilder value = new StringBuilder("k");
    int length = 10 + random.nextInt(30);
    for (int i = 0; i < length; i++) {
      if (random.nextInt(15) == 0) {
        value.append("\uD83D\uDD11");
      } else {
        value.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
    }
    return value.append('e').toString();
  }

  private static String json(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("/", "\\/")
        .replace("\n", "\\n");
  }

  private static String unicode(String value) {
    StringBuilder all = new StringBuilder();
    value.chars().forEach(c -> all.append("\\u%04x".formatted(c)));
    return all.toString();
  }

  private static String everyByte(byte[] bytes) {
    StringBuilder all = new StringBuilder();
    for (byte each : bytes) {
      all.append("%%%02x".formatted(each & 0xff));
    }
    return all.toString();
  }

  private static String lowerHex(String url) {
    StringBuilder lower = new StringBuilder(url);
    for (int i = 0; i < url.length() - 2; i++) {
      if (url.charAt(i) == '%') {
        lower.replace(i, i + 3, url.substring(i, i + 3).toLowerCase(Locale.ROOT));
      }
    }
    return lower.toString();
  }

  private static Scrubber of(String value) {
    return new Scrubber(Map.of("token", new SecretValue(value)));
  }
}
