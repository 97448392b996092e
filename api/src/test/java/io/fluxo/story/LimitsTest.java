package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.story.FluxoClient.Answer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How callers get to know of their limits. The windows are so long that nothing comes back. */
class LimitsTest {

  private static RunningFluxo fluxo;

  @BeforeAll
  static void start() {
    fluxo =
        RunningFluxo.with(
            "--fluxo.limits.per-caller=8/12h",
            "--fluxo.limits.per-tenant=500/12h",
            "--fluxo.limits.per-address=6/12h",
            "--fluxo.limits.webhooks=7/12h");
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  private static Answer login() {
    return fluxo
        .client()
        .with(null)
        .post(
            "/api/v1/auth/login",
            "{\"email\":\"admin@localhost\",\"password\":\"%s\"}"
                .formatted(RunningFluxo.ADMIN_PASSWORD));
  }

  private static String header(Answer answer, String name) {
    return answer.raw().headers().firstValue(name).orElse("");
  }

  private static void isRefused(Answer answer, String policy) {
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.type()).isEqualTo("application/problem+json");
    assertThat(answer.body().path("type").asText())
        .isEqualTo("https://iana.org/assignments/http-problem-types#quota-exceeded");
    assertThat(answer.body().path("code").asText()).isEqualTo("rate_limited");
    assertThat(answer.body().path("violated-policies").get(0).asText()).isEqualTo(policy);
    assertThat(answer.body().path("correlation").asText()).isNotEmpty();
    String limit = header(answer, "RateLimit");
    assertThat(limit).contains("\"" + policy + "\";r=0;t=");
    long reset = Long.parseLong(limit.replaceAll(".*\"" + policy + "\";r=0;t=(\\d+).*", "$1"));
    assertThat(Long.parseLong(header(answer, "Retry-After"))).isGreaterThanOrEqualTo(reset);
  }

  @Test
  void aCallerSeesWhatIsLeftAndIsTurnedAwayWhenNothingIsWhileOthersAreNot() {
    FluxoClient one = fluxo.client();
    // Two keys are made with the first.
    List<String> keys =
        IntStream.range(0, 2)
            .mapToObj(
                i ->
                    one.post("/api/v1/keys", "{\"name\":\"k\",\"permissions\":[\"runs:read\"]}")
                        .body()
                        .path("key")
                        .asText())
            .toList();
    FluxoClient two = one.with(keys.get(0));
    Answer first = two.get("/api/v1/runs");
    assertThat(first.status()).isEqualTo(200);
    assertThat(header(first, "RateLimit-Policy"))
        .isEqualTo("\"caller\";q=8;w=43200, \"tenant\";q=500;w=43200");
    assertThat(header(first, "RateLimit"))
        .matches("\"caller\";r=7;t=\\d+, \"tenant\";r=\\d+;t=\\d+");
    for (int i = 0; i < 7; i++) {
      assertThat(two.get("/api/v1/runs").status()).isEqualTo(200);
    }
    Answer refused = two.get("/api/v1/runs");
    isRefused(refused, "caller");
    assertThat(one.with(keys.get(1)).get("/api/v1/runs").status()).isEqualTo(200);
  }

  @Test
  void whoGuessesTokensIsTurnedAwayAndWhoHasOneIsNot() {
    FluxoClient guesser = fluxo.client().with("flx_" + "1".repeat(26) + "_" + "g".repeat(43));
    for (int i = 0; i < 6; i++) {
      assertThat(guesser.get("/api/v1/auth/me").status()).isEqualTo(401);
    }
    isRefused(guesser.get("/api/v1/auth/me"), "guesses");
    assertThat(fluxo.client().get("/api/v1/auth/me").status()).isEqualTo(200);
    assertThat(fluxo.client().with(null).get("/api/v1/auth/me").status()).isEqualTo(401);
  }

  @Test
  void anAddressThatLogsInTooOftenIsTurnedAwayWhateverItSaysOfItself() {
    for (int i = 0; i < 6; i++) {
      assertThat(login().status()).isEqualTo(200);
    }
    isRefused(login(), "address");
    FluxoClient nobody = fluxo.client().with(null);
    isRefused(nobody.post("/api/v1/auth/refresh", "{}"), "address");
    isRefused(nobody.post("/api/v1/auth/register", "{}", "X-Forwarded-For", "1.2.3.4"), "address");
    assertThat(nobody.get("/actuator/health").status()).isEqualTo(200);
  }

  @Test
  void webhooksHaveALimitOfTheirOwn() {
    FluxoClient provider = fluxo.client().with(null);
    for (int i = 0; i < 7; i++) {
      assertThat(provider.post("/api/v1/hooks/nothing", "{}").status()).isEqualTo(404);
    }
    isRefused(provider.post("/api/v1/hooks/nothing", "{}"), "webhooks");
  }
}
