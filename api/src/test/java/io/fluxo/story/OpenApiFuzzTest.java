package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.story.FluxoClient.Answer;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Sends nonsense to every operation that the OpenAPI document names. Whatever comes in, the answer
 * is no 5xx, tells nothing of the inside, and is a problem where it is a refusal.
 */
class OpenApiFuzzTest {

  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 40);
  private static final Pattern INSIDE =
      Pattern.compile(
          "\\tat |Exception|java\\.|org\\.spring|org\\.axon|jackson|SELECT |INSERT |stackTrace");

  private static final List<String> NAMES =
      List.of(
          "x",
          "..",
          "%00",
          "a".repeat(3_000),
          "é",
          "\uD83D\uDE00",
          "' OR 1=1 --",
          "<b>",
          "-1",
          "01m7y1xvakv835skhn35myq5zd",
          "99999999999999999999",
          "null",
          "a b",
          "{}",
          "\t",
          "ß/x");

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/yaml",
          "text/plain",
          "application/xml",
          "x/y",
          "multipart/form-data",
          "application/json;charset=utf-16",
          "application/cloudevents+json");

  private static RunningFluxo fluxo;
  private static FluxoClient user;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
    user = fluxo.client();
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  @Test
  void nonsenseIsRefusedAndNothingElse() {
    long seed = Long.getLong("fuzz.seed", new Random().nextLong());
    Random random = new Random(seed);
    SoftAssertions all = new SoftAssertions();
    int sent = 0;
    JsonNode paths = user.get("/docs/openapi").body().path("paths");
    assertThat(paths.size()).isGreaterThan(15);
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        for (int round = 0; round < ROUNDS; round++) {
          String call = operation.getKey().toUpperCase(java.util.Locale.ROOT);
          String address = address(path.getKey(), operation.getValue(), random);
          check(all, "seed %d: %s %s".formatted(seed, call, address), call, address, random);
          sent++;
        }
      }
    }
    all.assertAll();
    assertThat(sent).isGreaterThan(20 * ROUNDS);
    assertThat(
            user.publish("{\"id\":\"after\",\"nodes\":[{\"id\":\"a\",\"type\":\"noop\"}]}")
                .status())
        .isEqualTo(201);
    assertThat(user.post("/api/v1/workflows/after/runs?wait=10s", "{}").status()).isEqualTo(200);
  }

  @Test
  void whatTomcatItselfRefusesIsAProblemToo() throws IOException {
    for (String line :
        List.of(
            "GET /api/v1/%zz HTTP/1.1", "GET /<b> HTTP/1.1", "GET /a%2Fb HTTP/1.1", "NONSENSE")) {
      try (Socket socket = new Socket("127.0.0.1", user.port())) {
        socket.setSoTimeout(10_000);
        String request = line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).as(line).startsWith("HTTP/1.1 400");
        assertThat(answer).as(line).doesNotContain("<html", "Tomcat", "Exception");
      }
    }
  }

  private static void check(
      SoftAssertions all, String what, String method, String address, Random random) {
    if (address.endsWith("/stream") && method.equals("GET")) {
      return; // does not end where there is something to stream
    }
    HttpRequest.Builder request =
        user.request(address)
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", pick(TYPES, random))
            .header("X-Correlation-Id", pick(List.of("c", "a".repeat(500), "<x>"), random));
    if (random.nextInt(3) == 0) {
      request.header("Idempotency-Key", "k".repeat(1 + random.nextInt(600)));
    }
    Answer answer = user.send(request.method(method, body(random)));
    String text = answer.raw().body();
    all.assertThat(answer.status()).as("%s: %s", what, head(text)).isLessThan(500);
    all.assertThat(INSIDE.matcher(text).find()).as("%s: %s", what, head(text)).isFalse();
    if (answer.status() >= 400) {
      String type = answer.raw().headers().firstValue("Content-Type").orElse("none");
      all.assertThat(type).as("%s: %s", what, head(text)).startsWith("application/problem+json");
      all.assertThat(answer.body().path("status").asInt()).as(what).isEqualTo(answer.status());
      all.assertThat(answer.body().path("title").asText()).as(what).isNotBlank();
    }
  }

  private static String address(String path, JsonNode operation, Random random) {
    String address = path;
    List<String> query = new ArrayList<>();
    for (JsonNode parameter : operation.path("parameters")) {
      String name = parameter.path("name").asText();
      String value = encoded(pick(NAMES, random));
      if (parameter.path("in").asText().equals("path")) {
        address = address.replace("{" + name + "}", value);
      } else if (parameter.path("in").asText().equals("query") && random.nextBoolean()) {
        query.add(encoded(name) + "=" + value);
      }
    }
    return query.isEmpty() ? address : address + "?" + String.join("&", query);
  }

  private static BodyPublisher body(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> BodyPublishers.noBody();
      case 1 -> BodyPublishers.ofString("{");
      case 2 -> BodyPublishers.ofString("[".repeat(10_000));
      case 3 -> BodyPublishers.ofString("{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000));
      case 4 -> BodyPublishers.ofByteArray(new byte[] {(byte) 0xC3, 0x28, (byte) 0xFF, 0, 1});
      case 5 -> BodyPublishers.ofString("\"" + "x".repeat(3_000_000) + "\"");
      case 6 -> BodyPublishers.ofString("{\"id\":1,\"nodes\":{},\"input\":[],\"unknown\":true}");
      case 7 -> BodyPublishers.ofString("a: &a [*a, *a]\nb: !!java.lang.Object {}");
      case 8 -> BodyPublishers.ofString("null");
      case 9 -> BodyPublishers.ofString("{\"input\":{\"n\":1e999999,\"u\":\"\\uD800\"}}");
      case 10 -> BodyPublishers.ofString("{\"name\":\"\\u0000\",\"input\":{\"\\u0000\":1}}");
      default -> {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        yield BodyPublishers.ofByteArray(bytes);
      }
    };
  }

  private static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String head(String text) {
    return text.length() > 300 ? text.substring(0, 300) : text;
  }
}
