package io.fluxo.connectors.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.fluxo.connectors.Tasks;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.work.StepTask;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpRequestNodeTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());
  private HttpRequestNode node;

  @BeforeEach
  void start() {
    server.start();
    var settings = new OutboundSettings(List.of("test.example"), List.of(), false, List.of(443));
    node =
        new HttpRequestNode(
            new OutboundGuard(settings, host -> InetAddress.getAllByName("127.0.0.1")), () -> NOW);
  }

  @AfterEach
  void stop() throws Exception {
    node.close();
    server.stop();
  }

  private void answers(ResponseDefinitionBuilder answer) {
    server.stubFor(any(anyUrl()).willReturn(answer));
  }

  private StepOutcome send(Effect effect, Map<String, Object> more) throws Exception {
    Map<String, Object> config = new HashMap<>(more);
    config.putIfAbsent("url", "http://test.example:" + server.port() + "/a");
    return node.execute(Tasks.of("http_request", effect, 1, config));
  }

  private static Failure failure(StepOutcome outcome) {
    return outcome instanceof StepOutcome.Unknown unknown
        ? unknown.failure()
        : ((StepOutcome.Failed) outcome).failure();
  }

  @Test
  void the_request_carries_what_was_asked_and_the_key_of_the_step() throws Exception {
    answers(aResponse().withHeader("Content-Type", "application/json").withBody("{\"a\":1}"));
    var outcome =
        send(
            Effect.ONCE,
            Map.of(
                "method", "post",
                "query", Map.of("q", "x y"),
                "headers", Map.of("X-A", "b"),
                "body", Map.of("n", 1)));
    assertThat(((StepOutcome.Succeeded) outcome).output().object())
        .containsEntry("status", 200)
        .containsEntry("body", Map.of("a", 1));
    server.verify(
        postRequestedFor(urlEqualTo("/a?q=x%20y"))
            .withHeader("Idempotency-Key", equalTo(Tasks.RUN + "-1"))
            .withHeader("X-Correlation-Id", equalTo("corr-1"))
            .withHeader("X-A", equalTo("b"))
            .withRequestBody(equalTo("{\"n\":1}")));
  }

  @ParameterizedTest
  @CsvSource({
    "408,unavailable,true",
    "429,rate_limited,true",
    "500,unavailable,true",
    "503,unavailable,true",
    "400,refused,false",
    "404,refused,false",
    "302,refused,false"
  })
  void statuses_tell_whether_to_try_again(int status, String errorClass, boolean retryable)
      throws Exception {
    answers(aResponse().withStatus(status).withHeader("Location", "/b"));
    Failure failure = failure(send(Effect.IDEMPOTENT, Map.of()));
    assertThat(failure.errorClass()).isEqualTo(errorClass);
    assertThat(failure.retryable()).isEqualTo(retryable);
    assertThat(server.getAllServeEvents()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"7|PT7S", "Thu, 01 Jan 2026 00:01:00 GMT|PT1M", "99999999|PT24H", "soon|"})
  void retry_after_is_obeyed(String header, Duration wait) throws Exception {
    answers(aResponse().withStatus(503).withHeader("Retry-After", header));
    assertThat(((StepOutcome.Failed) send(Effect.IDEMPOTENT, Map.of())).retryAfter())
        .isEqualTo(wait);
  }

  @ParameterizedTest
  @CsvSource({
    "500,true",
    "502,true",
    "504,true",
    "503,false",
    "501,false",
    "429,false",
    "400,false"
  })
  void a_failed_server_may_have_done_what_must_not_be_done_twice(int status, boolean unknown)
      throws Exception {
    answers(aResponse().withStatus(status));
    StepOutcome outcome = send(Effect.ONCE, Map.of("method", "POST"));
    assertThat(outcome instanceof StepOutcome.Unknown).isEqualTo(unknown);
  }

  @Test
  void an_expected_status_is_no_failure() throws Exception {
    answers(aResponse().withStatus(404));
    assertThat(send(Effect.IDEMPOTENT, Map.of("expectStatus", List.of(200, 404))))
        .isInstanceOf(StepOutcome.Succeeded.class);
  }

  @Test
  void a_large_answer_is_cut_off() throws Exception {
    answers(aResponse().withBody("x".repeat(2000)));
    assertThat(failure(send(Effect.IDEMPOTENT, Map.of("maxResponseBytes", 1999))).errorClass())
        .isEqualTo(Failure.LIMIT_EXCEEDED);
    assertThat(send(Effect.IDEMPOTENT, Map.of("maxResponseBytes", 2000)))
        .isInstanceOf(StepOutcome.Succeeded.class);
  }

  @Test
  void a_lost_answer_is_unknown_only_where_it_matters() throws Exception {
    answers(aResponse().withFault(Fault.EMPTY_RESPONSE));
    assertThat(send(Effect.ONCE, Map.of("method", "POST", "body", "x")))
        .isInstanceOf(StepOutcome.Unknown.class);
    assertThat(failure(send(Effect.IDEMPOTENT, Map.of())).retryable()).isTrue();
  }

  @Test
  void a_slow_answer_is_a_timeout() throws Exception {
    answers(aResponse().withChunkedDribbleDelay(10, 5000).withBody("slow answer"));
    Failure failure = failure(send(Effect.IDEMPOTENT, Map.of("timeout", "PT0.3S")));
    assertThat(failure.errorClass()).isEqualTo(Failure.TIMEOUT);
    assertThat(send(Effect.ONCE, Map.of("method", "POST", "timeout", "PT0.3S")))
        .isInstanceOf(StepOutcome.Unknown.class);
  }

  @Test
  void a_refused_connection_is_passing_even_for_once() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    Failure failure =
        failure(send(Effect.ONCE, Map.of("method", "POST", "url", "http://test.example:" + port)));
    assertThat(failure).isEqualTo(Failure.passing(Failure.UNAVAILABLE, failure.message()));
  }

  @Test
  void a_name_of_a_near_address_is_refused_when_connecting() throws Exception {
    Failure failure = failure(send(Effect.ONCE, Map.of("url", "https://evil.example/")));
    assertThat(failure.errorClass()).isEqualTo(Failure.REFUSED);
    assertThat(failure.message()).contains("public HTTPS").contains("fluxo.outbound.allowed-hosts");
  }

  @Test
  void a_redirect_is_told_and_not_followed() throws Exception {
    String inside = "http://test.example:" + server.port() + "/inside";
    answers(aResponse().withStatus(302).withHeader("Location", inside));
    assertThat(failure(send(Effect.IDEMPOTENT, Map.of())).errorClass()).isEqualTo(Failure.REFUSED);
    assertThat(server.countRequestsMatching(anyRequestedFor(urlEqualTo("/a")).build()).getCount())
        .isEqualTo(1);
    server.verify(0, anyRequestedFor(urlEqualTo("/inside")));
  }

  /**
   * The name answers with an address that may be reached when it is asked first, and never again.
   */
  @Test
  void a_name_that_changes_its_answer_is_connected_to_as_it_was_checked() throws Exception {
    answers(aResponse().withHeader("Connection", "close").withBody("ok"));
    List<String> asked = new ArrayList<>();
    var settings =
        new OutboundSettings(List.of(), List.of("127.0.0.2"), true, List.of(server.port()));
    var guard =
        new OutboundGuard(
            settings,
            host -> {
              asked.add(host);
              return InetAddress.getAllByName(asked.size() == 1 ? "127.0.0.2" : "127.0.0.1");
            });
    try (var rebound = new HttpRequestNode(guard, () -> NOW)) {
      Map<String, Object> config = Map.of("url", "http://rebind.example:" + server.port() + "/a");
      assertThat(rebound.execute(Tasks.of("http_request", Effect.IDEMPOTENT, 1, config)))
          .isInstanceOf(StepOutcome.Succeeded.class);
      assertThat(asked).containsExactly("rebind.example");
      StepOutcome second = rebound.execute(Tasks.of("http_request", Effect.IDEMPOTENT, 2, config));
      assertThat(failure(second).errorClass()).isEqualTo(Failure.REFUSED);
      server.verify(1, anyRequestedFor(urlEqualTo("/a")));
    }
  }

  @Test
  void the_effect_follows_the_method() {
    assertThat(node.effect(Map.of())).isEqualTo(Effect.IDEMPOTENT);
    assertThat(node.effect(Map.of("method", "put"))).isEqualTo(Effect.IDEMPOTENT);
    assertThat(node.effect(Map.of("method", "POST"))).isEqualTo(Effect.ONCE);
    assertThat(node.effect(Map.of("method", "${x}"))).isEqualTo(Effect.ONCE);
    assertThat(node.effect(Map.of("method", "POST", "idempotent", true)))
        .isEqualTo(Effect.IDEMPOTENT);
  }

  @ParameterizedTest
  @CsvSource({
    "200, unknown, Succeeded",
    "404, unknown, Unknown",
    "404, retry, Failed",
    "410, retry, Failed",
    "500, retry, Unknown",
    "302, retry, Unknown"
  })
  void aLookUpSaysWhetherTheRequestWasActedUpon(int status, String absent, String outcome)
      throws Exception {
    answers(aResponse().withStatus(status));
    String place = "http://test.example:" + server.port() + "/payments/{key}";
    StepTask task =
        Tasks.of(
            "http_request",
            Effect.ONCE,
            1,
            Map.of("method", "POST", "lookUp", Map.of("url", place, "absent", absent)));
    assertThat(node.looksUp(task)).isTrue();
    assertThat(node.lookUp(task).getClass().getSimpleName()).isEqualTo(outcome);
    server.verify(1, getRequestedFor(urlEqualTo("/payments/" + task.key())));
  }
}
