package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.api.notice.AnswerLinks;
import io.fluxo.api.session.SignedTexts;
import io.fluxo.api.session.SignedTexts.Said;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.story.Colleagues.Colleague;
import io.fluxo.story.FluxoClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** People without an account who answer by a link, over real HTTP. */
@ExtendWith(OutputCaptureExtension.class)
class AnswerLinkStoryTest {

  private static final String SHOW = "/api/v1/answer-links/show";
  private static final String ANSWER = "/api/v1/answer-links/answer";

  private static RunningFluxo fluxo;
  private static FluxoClient admin;
  private static FluxoClient nobody;
  private static Operator operator;
  private static Colleague ana;

  /** A link, as whoever asked for it was told. */
  private record Link(String task, String id, String token) {}

  @BeforeAll
  static void start() {
    // What comes from another address than the tests' is counted apart.
    fluxo = RunningFluxo.with("fluxo.limits.per-address=200/1m");
    admin = fluxo.client();
    nobody = admin.with(null);
    operator = new Operator(admin, null);
    ana = new Colleagues(admin).colleague("agent", "buying");
    Answer published =
        admin.publish(
            """
            id: outside
            nodes:
              - id: ask
                type: human_task
                config:
                  kind: approval
                  title: "Order ${input.n}"
                  description: Is the amount right?
                  candidates: {roles: [buying]}
                  form:
                    schema:
                      type: object
                      properties:
                        amount: {type: number, minimum: 1}
                        express: {type: boolean}
                        why: {type: string}
                      required: [amount, why]
                    ui: {fields: {why: {visibleWhen: "form.express == true"}}}
                    data: {amount: 5}
                next: end
              - {id: end, type: data_transform, config: {value: "${nodes.ask.output}"}}
            output: ${nodes.ask.output}
            """);
    assertThat(published.status()).as("%s", published.body()).isEqualTo(201);
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  private static String task() {
    Answer answer = admin.post("/api/v1/workflows/outside/runs", "{\"input\":{\"n\":7}}");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
    return answer.body().path("runId").asText() + "-1";
  }

  private static Link link() {
    return link(task());
  }

  private static Link link(String task) {
    return link(admin, task, "{\"email\":\"zoe@outside.example\"}");
  }

  private static Link link(FluxoClient who, String task, String body) {
    Answer issued = who.post("/api/v1/tasks/" + task + "/links", body);
    assertThat(issued.status()).as("%s", issued.body()).isEqualTo(201);
    String url = issued.body().path("url").asText();
    assertThat(url).startsWith("http://localhost:" + who.port() + "/answer#");
    return new Link(task, issued.body().path("id").asText(), url.substring(url.indexOf('#') + 1));
  }

  private static Answer ask(String path, String token, String body) {
    return nobody.post(path, body, "Authorization", "Link " + token);
  }

  private static Answer approve(Link link, int amount) {
    return ask(
        ANSWER, link.token(), "{\"outcome\":\"approved\",\"answer\":{\"amount\":" + amount + "}}");
  }

  private static void isRefused(String token) {
    for (String path : List.of(SHOW, ANSWER, "/api/v1/answer-links/check")) {
      String body =
          path.equals(ANSWER) ? "{\"outcome\":\"approved\",\"answer\":{\"amount\":2}}" : "{}";
      Answer answer = ask(path, token, body);
      assertThat(answer.status()).as("%s: %s", path, answer.body()).isEqualTo(404);
      assertThat(answer.body().path("code").asText()).isEqualTo("not_found");
      assertThat(answer.body().path("detail").asText())
          .isEqualTo("There is no such link any more: it was used, has ended, or was taken back");
    }
  }

  @Test
  void aLinkShowsWhatIsAskedAndNothingElse() {
    Link link = link();
    Answer shown = nobody.post(SHOW, "{\"token\":\"" + link.token() + "\"}");
    assertThat(shown.status()).as("%s", shown.body()).isEqualTo(200);
    assertThat(shown.body().path("title").asText()).isEqualTo("Order 7");
    assertThat(shown.body().at("/form/data/amount").asInt()).isEqualTo(5);
    assertThat(shown.body().path("outcomes").toString()).isEqualTo("[\"approved\",\"rejected\"]");
    List<String> names = new ArrayList<>();
    shown.body().fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactlyInAnyOrder(
            "kind", "title", "description", "form", "options", "outcomes", "expiresAt");
    assertThat(shown.raw().body()).doesNotContain(link.task().substring(0, 26), "zoe", "buying");
    assertThat(shown.raw().headers().firstValue("Cache-Control").orElse("")).contains("no-store");
  }

  @Test
  void somebodyOutsideAnswersOnceAndTheRunGoesOn() {
    Link link = link();
    Answer wrong = approve(link, 0);
    assertThat(wrong.status()).as("%s", wrong.body()).isEqualTo(422);
    assertThat(wrong.body().at("/errors/0/pointer").asText()).isEqualTo("/answer/amount");
    Answer right = approve(link, 12);
    assertThat(right.status()).as("%s", right.body()).isEqualTo(200);
    JsonNode run = operator.when(link.task().substring(0, 26), "completed");
    assertThat(run.at("/output/outcome").asText()).isEqualTo("approved");
    assertThat(run.at("/output/by").asText()).isEqualTo("link:" + link.id());
    assertThat(run.at("/output/answer/amount").asInt()).isEqualTo(12);
    isRefused(link.token());
  }

  @Test
  void ofTwoAnswersByOneLinkAtTheSameTimeOneCounts() throws Exception {
    Link link = link();
    List<Callable<Integer>> answers =
        List.of(() -> approve(link, 3).status(), () -> approve(link, 4).status());
    List<Integer> all = new ArrayList<>();
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      for (Future<Integer> each : both.invokeAll(answers)) {
        all.add(each.get());
      }
    }
    assertThat(all).containsExactlyInAnyOrder(200, 404);
  }

  @Test
  void whateverOnlyLooksUsesNoLink() {
    Link link = link();
    for (String path : List.of(SHOW, ANSWER)) {
      Answer looked =
          nobody.send(nobody.request(path).header("Authorization", "Link " + link.token()).GET());
      assertThat(looked.status()).isEqualTo(405);
    }
    assertThat(nobody.get("/answer").status()).isEqualTo(200);
    assertThat(ask(SHOW, link.token(), "{}").status()).isEqualTo(200);
    assertThat(approve(link, 2).status()).isEqualTo(200);
  }

  @Test
  void aLinkThatWasTakenBackOrHasEndedIsAsGoodAsNone() {
    Link back = link();
    String place = "/api/v1/tasks/" + back.task() + "/links/" + back.id();
    assertThat(admin.delete(place).status()).isEqualTo(204);
    assertThat(admin.delete(place).status()).as("a second time").isEqualTo(204);
    isRefused(back.token());
    Link over = link();
    Instant past = Instant.now().minus(Duration.ofDays(1));
    isRefused(signed("answer-link", "default", over, past, past.minusSeconds(60)));
    Link ended = link();
    String run = ended.task().substring(0, 26);
    assertThat(operator.act(run, "cancel", "{\"reason\":\"no\"}").status()).isLessThan(300);
    operator.when(run, "cancelled");
    isRefused(ended.token());
  }

  private static String signed(String kind, String tenant, Link link, Instant until, Instant now) {
    Map<String, String> claims =
        Map.of("tenant", tenant, "workspace", "main", "task", link.task(), "link", link.id());
    return fluxo.bean(SignedTexts.class).sign(kind, new Said(claims, until), now);
  }

  @Test
  void whatIsForgedOrForSomethingElseIsNoLink() {
    Link link = link();
    Instant now = Instant.now();
    Instant soon = now.plusSeconds(600);
    String genuine = signed("answer-link", "default", link, soon, now);
    assertThat(ask(SHOW, genuine, "{}").status()).isEqualTo(200);
    isRefused(signed("answer-link", "other", link, soon, now));
    isRefused(signed("other", "default", link, soon, now));
    String[] parts = genuine.split("\\.");
    String signature = (parts[2].charAt(0) == 'A' ? "B" : "A") + parts[2].substring(1);
    isRefused(parts[0] + "." + parts[1] + "." + signature);
    isRefused(link(task()).token().split("\\.")[0] + "." + parts[1] + "." + "A".repeat(86));
    isRefused("eyJhbGciOiJub25lIn0." + parts[1] + ".");
    isRefused(FluxoClient.KEY);
    isRefused("nonsense");
    assertThat(nobody.post(SHOW, "{}").status()).isEqualTo(404);
    assertThat(nobody.post(SHOW, "").status()).isEqualTo(404);
  }

  @Test
  void anAccessTokenIsNoLinkAndALinkIsNoAccessToken() {
    isRefused(accessToken());
    Link link = link();
    assertThat(admin.with(link.token()).get("/api/v1/tasks").status()).isEqualTo(401);
    Answer asLink =
        nobody.send(
            nobody.request("/api/v1/tasks").header("Authorization", "Link " + link.token()).GET());
    assertThat(asLink.status()).isEqualTo(401);
  }

  private static String accessToken() {
    return nobody
        .post(
            "/api/v1/auth/login",
            "{\"email\":\"%s\",\"password\":\"quiet river seven lamps\"}".formatted(ana.email()))
        .body()
        .path("accessToken")
        .asText();
  }

  @Test
  void anotherTenantMakesAndTakesBackNoLink() {
    FluxoClient others =
        nobody.with(
            nobody
                .post(
                    "/api/v1/auth/register",
                    """
                    {"company":"Other","name":"Olga","email":"olga@other.example",
                     "password":"a stranger with long words"}
                    """)
                .body()
                .path("accessToken")
                .asText());
    Link link = link();
    String place = "/api/v1/tasks/" + link.task();
    assertThat(others.post(place + "/links", "{}").status()).isEqualTo(404);
    assertThat(others.delete(place + "/links/" + link.id()).status()).isEqualTo(404);
    assertThat(others.post(place + "/check", "{\"answer\":{}}").status()).isEqualTo(404);
    assertThat(ask(SHOW, link.token(), "{}").status()).isEqualTo(200);
  }

  @Test
  void whoHasTheTaskMakesALinkForAtMostAMonthAndGetsItUnmasked() {
    String task = task();
    String place = "/api/v1/tasks/" + task;
    assertThat(ana.client().post(place + "/links", "{}").status()).as("nobody's").isEqualTo(403);
    assertThat(ana.client().post(place + "/claim", "").status()).isEqualTo(200);
    for (String tooLong : List.of("PT721H", "31d", "0s", "soon", "-PT1H")) {
      Answer refused = ana.client().post(place + "/links", "{\"expiresIn\":\"" + tooLong + "\"}");
      assertThat(refused.status()).as(tooLong).isEqualTo(422);
    }
    Link link = link(ana.client(), task, "{\"expiresIn\":\"48h\"}");
    Instant until = Instant.parse(ask(SHOW, link.token(), "{}").body().path("expiresAt").asText());
    assertThat(until)
        .isBetween(
            Instant.now().plus(Duration.ofHours(47)), Instant.now().plus(Duration.ofHours(48)));
    assertThat(approve(link, 2).status()).isEqualTo(200);
  }

  @Test
  void anAnswerThatIsBeingWrittenIsCheckedAndNothingHappens() {
    Link link = link();
    Answer hidden = ask("/api/v1/answer-links/check", link.token(), "{\"answer\":{\"amount\":0}}");
    assertThat(hidden.body().path("visible").toString()).isEqualTo("[\"amount\",\"express\"]");
    assertThat(hidden.body().at("/errors/0/pointer").asText()).isEqualTo("/answer/amount");
    String open = "{\"answer\":{\"amount\":2,\"express\":true}}";
    Answer shown = ask("/api/v1/answer-links/check", link.token(), open);
    assertThat(shown.body().path("visible").toString()).contains("why");
    assertThat(shown.body().at("/errors/0/pointer").asText()).isEqualTo("/answer/why");
    Answer own = ana.client().post("/api/v1/tasks/" + link.task() + "/check", open);
    assertThat(own.body()).isEqualTo(shown.body());
    assertThat(approve(link, 2).status()).isEqualTo(200);
  }

  @Test
  void aLetterThatIsWrittenAgainHasTheSameLink() {
    String task = task();
    AnswerLinks links = fluxo.bean(AnswerLinks.class);
    URI first =
        links.issue("default", "main", new TaskId(task), "zoe@outside.example", "n1").join();
    URI again =
        links.issue("default", "main", new TaskId(task), "zoe@outside.example", "n1").join();
    links.issue("default", "main", new TaskId(task), "kim@outside.example", "n1").join();
    JsonNode all = admin.get("/api/v1/tasks/" + task).body().path("links");
    assertThat(all).hasSize(2);
    assertThat(all.toString()).contains("zoe@outside.example", "kim@outside.example");
    assertThat(ask(SHOW, again.getFragment(), "{}").status()).isEqualTo(200);
    assertThat(approve(new Link(task, "", first.getFragment()), 2).status()).isEqualTo(200);
    isRefused(again.getFragment());
  }

  @Test
  void aTokenIsInNoLogAndInNoEvent(CapturedOutput output) {
    LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
    List<String> loud = List.of("io.fluxo", "org.springframework.web", "org.axonframework");
    loud.forEach(each -> logging.setLogLevel(each, LogLevel.DEBUG));
    Link link;
    try {
      link = link();
      nobody.post(SHOW, "{\"token\":\"" + link.token() + "\"}");
      nobody.post(ANSWER, "{\"token\":\"" + link.token() + "\",\"unknown\":1}");
      nobody.post(ANSWER, "{\"token\":\"" + link.token() + "\"");
      approve(link, 0);
      approve(link, 5);
      isRefused(link.token());
    } finally {
      loud.forEach(each -> logging.setLogLevel(each, null));
    }
    String signature = link.token().substring(link.token().lastIndexOf('.') + 1);
    assertThat(output.getAll()).contains("DispatcherServlet").doesNotContain(signature);
    String events = admin.get("/api/v1/events?limit=200&subject=" + link.task()).raw().body();
    assertThat(events).contains("flx.human_task.link_issued").doesNotContain(signature);
    byte[] bytes = signature.getBytes(StandardCharsets.US_ASCII);
    Integer stored =
        fluxo
            .database()
            .queryForObject(
                "SELECT count(*) FROM event"
                    + " WHERE position(?::bytea IN payload) > 0"
                    + " OR position(?::bytea IN metadata) > 0",
                Integer.class,
                bytes,
                bytes);
    assertThat(stored).isZero();
  }

  @Test
  void whoGuessesTokensIsStopped() throws IOException, InterruptedException {
    HttpClient elsewhere =
        HttpClient.newBuilder().localAddress(InetAddress.getByName("127.0.0.2")).build();
    Link link = link();
    int refused = 0;
    for (int i = 0; i < 260 && refused == 0; i++) {
      HttpResponse<String> answer = elsewhere.send(show("nonsense"), BODY);
      assertThat(answer.statusCode()).isIn(404, 429);
      if (answer.statusCode() == 429) {
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        refused++;
      }
    }
    assertThat(refused).isEqualTo(1);
    assertThat(elsewhere.send(show(link.token()), BODY).statusCode())
        .as("whoever has a link is no guesser")
        .isEqualTo(200);
  }

  private static final HttpResponse.BodyHandler<String> BODY = HttpResponse.BodyHandlers.ofString();

  private static HttpRequest show(String token) {
    return nobody
        .request(SHOW)
        .header("Content-Type", "application/json")
        .header("Authorization", "Link " + token)
        .POST(BodyPublishers.ofString("{}"))
        .build();
  }

  @Test
  void thePageHasNothingFromElsewhere() {
    Answer page = nobody.get("/answer");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.type()).isEqualTo("text/html");
    assertThat(page.raw().headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'");
    assertThat(page.raw().headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(page.raw().body())
        .doesNotContain("http://", "https://", "<style", " style=", "onclick");
    for (String file :
        List.of(
            "answer.js",
            "controls.js",
            "fields.js",
            "formview.js",
            "link.js",
            "result.js",
            "texts.js",
            "times.js")) {
      Answer script = nobody.get("/answer/" + file);
      assertThat(script.status()).as(file).isEqualTo(200);
      assertThat(script.type()).as(file).isEqualTo("text/javascript");
      assertThat(script.raw().body()).as(file).doesNotContain("innerHTML", "http://", "https://");
    }
    assertThat(nobody.get("/answer/answer.css").type()).isEqualTo("text/css");
    assertThat(nobody.get("/answer/nothing.js").status()).isEqualTo(404);
    assertThat(nobody.get("/answer/..%2fapplication.yml").status()).isIn(400, 404);
  }
}
