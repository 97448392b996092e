package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.story.FluxoClient.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are larger in some way than any that makes sense. */
class RequestBoundsTest {

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

  @AfterEach
  void othersAreServed() {
    assertThat(user.get("/api/v1/runs").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/workflows",
        "/api/v1/workflows/w/runs",
        "/api/v1/events",
        "/api/v1/keys",
        "/api/v1/members",
        "/api/v1/auth/login",
        "/api/v1/auth/register",
        "/api/v1/auth/refresh",
        "/api/v1/hooks/h"
      })
  void aBodyIsBoundedWhetherItsLengthIsToldOrNot(String path) {
    byte[] body =
        ("{\"input\":\"" + "x".repeat(3 << 20) + "\"}").getBytes(StandardCharsets.US_ASCII);
    HttpRequest.BodyPublisher told = BodyPublishers.ofByteArray(body);
    HttpRequest.BodyPublisher untold =
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    for (HttpRequest.BodyPublisher publisher : new HttpRequest.BodyPublisher[] {told, untold}) {
      Answer answer =
          user.send(user.request(path).header("Content-Type", "application/json").POST(publisher));
      assertThat(answer.status()).as("%s", answer.raw().body()).isEqualTo(413);
      assertThat(answer.type()).isEqualTo("application/problem+json");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/workflows/w/runs", "/api/v1/events", "/api/v1/auth/login"})
  void aBodyThatNestsTooDeepIsRefused(String path) {
    String deep = "{\"input\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThat(user.post(path, deep).status()).isEqualTo(400);
  }

  @Test
  void aHeadIsBounded() {
    Answer large =
        user.send(user.request("/api/v1/runs").header("X-Large", "x".repeat(20_000)).GET());
    assertThat(large.status()).isEqualTo(400);
    HttpRequest.Builder many = user.request("/api/v1/runs");
    IntStream.range(0, 200).forEach(i -> many.header("X-" + i, "x"));
    assertThat(user.send(many.GET()).status()).isEqualTo(400);
    assertThat(user.get("/api/v1/runs?workflow=" + "x".repeat(20_000)).status()).isEqualTo(400);
  }

  @Test
  void parametersBeyondABoundAreNotRead() {
    String many =
        IntStream.range(0, 150).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));
    // The last would be refused, were it read.
    assertThat(user.get("/api/v1/runs?status=nonsense").status()).isEqualTo(422);
    assertThat(user.get("/api/v1/runs?" + many + "&status=nonsense").status()).isIn(200, 400);
  }

  @Test
  void formsAreNotTaken() {
    for (String type :
        new String[] {"multipart/form-data; boundary=x", "application/x-www-form-urlencoded"}) {
      Answer answer =
          user.send(
              user.request("/api/v1/workflows/w/runs")
                  .header("Content-Type", type)
                  .POST(BodyPublishers.ofString("wait=1s&x=" + "x".repeat(1_000))));
      assertThat(answer.status()).isEqualTo(415);
    }
  }
}
