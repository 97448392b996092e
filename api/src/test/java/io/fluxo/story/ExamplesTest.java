package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.fluxo.story.FluxoClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The workflows of docs/examples do what they say, with the bodies that real providers send. */
class ExamplesTest {

  private static final Path EXAMPLES = Path.of("../docs/examples");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String META = "fixture-app-secret";
  private static final TreeSet<String> RUN = new TreeSet<>();
  private static RunningFluxo fluxo;
  private static FluxoClient user;

  @BeforeAll
  static void start() throws IOException {
    fluxo = RunningFluxo.inNewFolder();
    user = fluxo.client();
    // The called before the callers.
    for (String example : names(".yaml").toList().reversed()) {
      String yaml = Files.readString(EXAMPLES.resolve(example + ".yaml"));
      assertThat(user.publish(yaml).raw().body()).as(example).contains("\"version\":1");
    }
  }

  /** Every example is run by somebody here. */
  @AfterAll
  static void stop() throws IOException {
    fluxo.close();
    assertThat(RUN).containsExactlyElementsOf(names(".yaml").toList());
  }

  @Test
  void eachExampleGivesWhatStandsBesideIt() throws IOException {
    for (String example : names(".run.json").toList()) {
      JsonNode run = MAPPER.readTree(EXAMPLES.resolve(example + ".run.json").toFile());
      Answer answer = run(example, "{\"input\":" + run.path("input") + "}");
      assertThat(answer.body().path("output")).as(example).isEqualTo(run.path("output"));
    }
  }

  @Test
  void aCallIsTriedAgainAndInTheEndReplaced() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    HttpServer service =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/price",
        exchange -> {
          boolean ready = calls.incrementAndGet() > 2;
          byte[] body = "{\"price\":12}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(ready ? 200 : 503, ready ? body.length : -1);
          if (ready) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    service.start();
    try {
      String url = "http://127.0.0.1:" + service.getAddress().getPort();
      String input = "{\"input\":{\"sku\":\"K-7\",\"catalogue\":9,\"url\":\"%s\"}}";
      Answer answered = run("call-with-retry", input.formatted(url + "/price"));
      assertThat(answered.body().at("/output/price").asInt()).isEqualTo(12);
      assertThat(calls).hasValue(3);
      Answer replaced = run("call-with-retry", input.formatted(url + "/nowhere"));
      assertThat(replaced.body().at("/output/source").asText()).isEqualTo("catalogue");
    } finally {
      service.stop(0);
    }
  }

  @Test
  void aTripThatIsNotPaidIsUndoneBackwards() {
    RUN.add("trip");
    Answer unpaid = user.post("/api/v1/workflows/trip/runs?wait=20s", "{\"input\":{}}");
    assertThat(unpaid.body().path("status").asText()).isEqualTo("compensated");
    JsonNode steps =
        user.get("/api/v1/runs/" + unpaid.body().path("runId").asText() + "/steps")
            .body()
            .path("items");
    assertThat(steps.findValuesAsText("node"))
        .containsSubsequence("flight", "hotel", "pay", "releaseHotel", "releaseFlight");
    Answer paid = user.post("/api/v1/workflows/trip/runs?wait=20s", "{\"input\":{\"card\":\"c\"}}");
    assertThat(paid.body().path("status").asText()).isEqualTo("completed");
  }

  @Test
  void aPurchaseIsApprovedBySomebodyElse() {
    RUN.add("purchase-approval");
    Colleagues colleagues = new Colleagues(user);
    FluxoClient asks = colleagues.colleague("manager").client();
    FluxoClient approves = colleagues.colleague("manager").client();
    String run =
        asks.post(
                "/api/v1/workflows/purchase-approval/runs",
                "{\"input\":{\"what\":\"a lathe\",\"sum\":9000}}")
            .body()
            .path("runId")
            .asText();
    String path = "/api/v1/tasks/" + run + "-1/complete";
    String answer = "{\"outcome\":\"approved\",\"answer\":{\"costCentre\":\"Workshop\"}}";
    assertThat(asks.post(path, answer).status()).isEqualTo(403);
    Answer done = approves.post(path, answer);
    assertThat(done.status()).as("%s", done.body()).isEqualTo(200);
    Answer ended =
        Eventually.is(
            () -> user.get("/api/v1/runs/" + run),
            a -> a.body().path("status").asText().equals("completed"));
    assertThat(ended.body().at("/output/outcome").asText()).isEqualTo("approved");
  }

  @Test
  void anOrderWaitsForItsOwnPayment() {
    RUN.add("wait-for-payment");
    String id =
        user.post("/api/v1/workflows/wait-for-payment/runs", "{\"input\":{\"order\":\"o-1\"}}")
            .body()
            .path("runId")
            .asText();
    Eventually.is(
        () -> user.get("/api/v1/runs/" + id),
        a -> a.body().path("status").asText().equals("waiting_input"));
    user.post(
        "/api/v1/events",
        "{\"name\":\"payment.received\",\"correlation\":\"o-1\",\"data\":{\"amount\":30}}");
    Answer paid =
        Eventually.is(
            () -> user.get("/api/v1/runs/" + id),
            a -> a.body().path("status").asText().equals("completed"));
    assertThat(paid.body().at("/output/amount").asInt()).isEqualTo(30);
  }

  @Test
  void whatsAppsMessagesAndStatusesAreTold() throws IOException {
    byte[] text = fixture("whatsapp-text.json");
    String signature = "sha256=57cefb946db31489905834e5143914c15ffaf49d0198aec44867fef5d5898d4b";
    Answer accepted = hook("example-whatsapp", text, "X-Hub-Signature-256", signature);
    assertThat(accepted.status()).isEqualTo(200);
    assertThat(accepted.body().toString()).isEqualTo("{\"received\":true}");
    byte[] status = fixture("whatsapp-status-delivered.json");
    hook(
        "example-whatsapp",
        status,
        "X-Hub-Signature-256",
        "sha256=d4b6709611dc621c5002115efd43a7055ff072f51186afaf1d4e175df6ba0994");

    List<JsonNode> outputs = outputs("whatsapp-answer", 2);
    assertThat(outputs).anyMatch(o -> o.path("to").asText().equals("5511999990001"));
    assertThat(outputs).anyMatch(o -> o.path("team").asText().equals("sales"));
    assertThat(outputs).anyMatch(o -> o.path("status").asText().equals("delivered"));
  }

  @Test
  void metasEndpointIsVerifiedWithTheRightTokenOnly() {
    String path = "/api/v1/hooks/example-lead?hub.mode=subscribe&hub.challenge=1158201444";
    Answer verified =
        Eventually.is(
            () -> user.get(path + "&hub.verify_token=fixture-verify-token"),
            a -> a.status() == 200);
    assertThat(verified.raw().body()).isEqualTo("1158201444");
    assertThat(verified.raw().headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/plain");
    Answer wrong = user.get(path + "&hub.verify_token=fixture-verify-tokem");
    assertThat(wrong.status()).isEqualTo(403);
    assertThat(wrong.raw().body()).doesNotContain("1158201444");
  }

  @Test
  void aLeadOfMetaIsTakenOnceHoweverOftenItIsSent() throws IOException {
    byte[] lead = fixture("meta-leadgen.json");
    String signature = "sha256=672d6c6fc071a3375acc3f4a6b919a5e6a1d2a184e4fd8d6a3bf59dbb76e08eb";
    Answer first = hook("example-lead", lead, "X-Hub-Signature-256", signature);
    Answer again = hook("example-lead", lead, "X-Hub-Signature-256", signature);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(outputs("meta-lead", 1).getFirst().path("lead").asText()).isEqualTo("123123123123");
  }

  @Test
  void aPushToGitHubCountsOnceAndAForgedOneNever() throws IOException {
    byte[] push = fixture("github-push.json");
    String signature = "sha256=d0bfb0bb1679a911e987f804cc716495d58f1dc08d172b63c97fba5b464ebd4c";
    byte[] forged = push.clone();
    forged[forged.length / 2] ^= 1;
    Answer refused = hook("example-github", forged, "X-Hub-Signature-256", signature);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(hook("example-github", push).status()).isEqualTo(401);
    String[] delivery = {"X-Hub-Signature-256", signature, "X-GitHub-Delivery", "72d3162e"};
    Answer first = hook("example-github", push, delivery);
    Answer again = hook("example-github", push, delivery);
    assertThat(first.status()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(outputs("github-push", 1).getFirst().path("released").asText()).isNotEmpty();
  }

  @Test
  void aSignedTimeIsChecked() throws GeneralSecurityException {
    byte[] body =
        """
        {"id":"evt_1","type":"payment_intent.succeeded","data":{"object":{"id":"pi_1","amount":1999}}}"""
            .getBytes(StandardCharsets.UTF_8);
    long now = Instant.now().getEpochSecond();
    assertThat(hook("example-stripe", body, "Stripe-Signature", stripe(now - 301, body)).status())
        .isEqualTo(401);
    String replayed = stripe(now, body).replaceFirst("t=[0-9]+", "t=" + (now - 1));
    assertThat(hook("example-stripe", body, "Stripe-Signature", replayed).status()).isEqualTo(401);
    assertThat(hook("example-stripe", body, "Stripe-Signature", stripe(now, body)).status())
        .isEqualTo(202);
    assertThat(outputs("stripe-payment", 1).getFirst().path("amount").asDouble()).isEqualTo(19.99);
  }

  private static String stripe(long seconds, byte[] body) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("whsec_fixture".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
    return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
  }

  private static Answer run(String workflow, String body) {
    RUN.add(workflow);
    Answer answer = user.post("/api/v1/workflows/" + workflow + "/runs?wait=20s", body);
    assertThat(answer.body().path("status").asText()).as(workflow).isEqualTo("completed");
    return answer;
  }

  /** Sends to an endpoint, which answers as soon as the published version is in the read model. */
  private static Answer hook(String endpoint, byte[] body, String... headers) {
    return Eventually.is(
        () -> {
          var request =
              user.request("/api/v1/hooks/" + endpoint).header("Content-Type", "application/json");
          if (headers.length > 0) {
            request.headers(headers);
          }
          return user.send(request.POST(BodyPublishers.ofByteArray(body)));
        },
        answer -> answer.status() != 404);
  }

  /** The outputs of all runs of a workflow, which must be as many and completed. */
  private static List<JsonNode> outputs(String workflow, int count) {
    RUN.add(workflow);
    String path = "/api/v1/runs?workflow=" + workflow;
    Answer runs =
        Eventually.is(
            () -> user.get(path + "&status=completed"),
            a -> a.body().path("items").size() >= count);
    assertThat(user.get(path).body().path("items")).hasSize(count);
    return Stream.iterate(0, i -> i < count, i -> i + 1)
        .map(i -> runs.body().at("/items/" + i + "/runId").asText())
        .map(id -> user.get("/api/v1/runs/" + id).body().path("output"))
        .toList();
  }

  private static byte[] fixture(String name) throws IOException {
    try (var file = ExamplesTest.class.getResourceAsStream("/webhooks/" + name)) {
      return file.readAllBytes();
    }
  }

  private static Stream<String> names(String ending) throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .sorted()
          .toList()
          .stream();
    }
  }
}
