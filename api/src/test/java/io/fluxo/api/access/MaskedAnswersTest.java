package io.fluxo.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.story.Eventually;
import io.fluxo.story.FluxoClient;
import io.fluxo.story.FluxoClient.Answer;
import io.fluxo.story.RunningFluxo;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may see runs but no personal data sees runs without it. */
class MaskedAnswersTest {

  private static final List<String> PERSONAL =
      List.of("529.982.247-25", "52998224725", "ana.souza@example.com", "+55 11 91234-5678");

  private static RunningFluxo fluxo;
  private static FluxoClient admin;
  private static FluxoClient masked;
  private static String run;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
    admin = fluxo.client();
    masked =
        admin.with(
            admin
                .post(
                    "/api/v1/keys",
                    "{\"name\":\"k\",\"permissions\":[\"runs:read\",\"runs:start\",\"events:read\"]}")
                .body()
                .path("key")
                .asText());
    admin.publish(
        """
        id: customer
        nodes:
          - {id: say, type: logger, config: {message: "${input.mail} came"}, next: keep}
          - {id: keep, type: set, config: {variables: {who: "${input}"}}}
        output: ${vars.who}
        """);
    run =
        admin
            .post("/api/v1/workflows/customer/runs?wait=10s", input())
            .body()
            .path("runId")
            .asText();
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  @Test
  void everyAnswerIsMasked() {
    for (String path :
        List.of(
            "/api/v1/runs/" + run,
            "/api/v1/runs/" + run + "/steps",
            "/api/v1/runs/" + run + "/logs",
            "/api/v1/runs/" + run + "/events",
            "/api/v1/events?subject=" + run,
            "/api/executions/" + run + "/status")) {
      Answer whole =
          Eventually.is(
              () -> admin.get(path),
              answer -> PERSONAL.stream().anyMatch(answer.raw().body()::contains));
      assertThat(whole.status()).isEqualTo(200);
      hidden(path, masked.get(path).raw().body());
    }
    hidden("start", masked.post("/api/v1/workflows/customer/runs?wait=10s", input()).raw().body());
  }

  @Test
  void aStreamIsMaskedToo() throws Exception {
    HttpResponse<Stream<String>> stream =
        HttpClient.newHttpClient()
            .send(
                masked.request("/api/v1/runs/" + run + "/stream").build(),
                HttpResponse.BodyHandlers.ofLines());
    try (Stream<String> lines = stream.body()) {
      hidden(
          "stream",
          lines.filter(line -> line.startsWith("data:")).limit(3).collect(Collectors.joining()));
    }
  }

  private static void hidden(String where, String text) {
    assertThat(text).as(where).contains("***");
    for (String each : PERSONAL) {
      assertThat(text).as(where).doesNotContain(each);
    }
  }

  private static String input() {
    return """
        {"input": {"cpf": "%1$s", "number": %2$s, "mail": "%3$s", "phone": "%4$s", "by": {"%3$s": 1, "%1$s": 2}}}
        """
        .formatted(PERSONAL.toArray());
  }
}
