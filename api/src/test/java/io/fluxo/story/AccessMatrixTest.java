package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.story.FluxoClient.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of the API, asked by everybody who must not get anything, and by who may. */
class AccessMatrixTest {

  /** What one operation needs, as the file of rows has it. */
  record Row(String method, String path, String needs, String others) {

    boolean isOpen() {
      return needs.equals("anybody");
    }

    boolean isForEveryCaller() {
      return needs.equals("caller");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** Stands in everything of ours that another tenant could come to see. */
  private static final String CANARY = "canary-7c1f";

  private static RunningFluxo fluxo;
  private static FluxoClient ours;
  private static FluxoClient others;
  private static Map<String, String> things;
  private static List<String> permissions;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
    ours = fluxo.client();
    FluxoClient nobody = ours.with(null);
    String admin =
        nobody
            .post(
                "/api/v1/auth/login",
                "{\"email\":\"admin@localhost\",\"password\":\"%s\"}"
                    .formatted(RunningFluxo.ADMIN_PASSWORD))
            .body()
            .path("accessToken")
            .asText();
    others =
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
    permissions = texts(ours.get("/api/v1/auth/me").body().path("permissions"));
    things = things(ours.with(admin));
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  private static Map<String, String> things(FluxoClient admin) {
    String workflow = CANARY;
    assertThat(
            admin
                .publish(
                    """
                    id: %s
                    nodes:
                      - {id: say, type: logger, config: {message: "%s"}, next: wait}
                      - {id: wait, type: wait_for_event, config: {event: never}}
                    """
                        .formatted(workflow, CANARY))
                .status())
        .isEqualTo(201);
    String large = "x".repeat(20_000) + CANARY;
    String run =
        admin
            .post(
                "/api/v1/workflows/" + workflow + "/runs",
                "{\"businessKey\":\"%s\",\"input\":{\"text\":\"%s\"}}".formatted(CANARY, large))
            .body()
            .path("runId")
            .asText();
    Answer events =
        Eventually.is(
            () -> admin.get("/api/v1/events?subject=" + run),
            answer -> answer.raw().body().contains("sha256"));
    String value =
        events.raw().body().replaceAll("(?s).*\"sha256\"\\s*:\\s*\"([0-9a-f]{64}).*", "$1");
    Eventually.is(() -> admin.get("/api/v1/runs/" + run), answer -> answer.status() == 200);
    String key =
        admin
            .post(
                "/api/v1/keys",
                "{\"name\":\"%s\",\"permissions\":[\"runs:read\"]}".formatted(CANARY))
            .body()
            .path("id")
            .asText();
    String member =
        admin
            .post(
                "/api/v1/members",
                "{\"name\":\"%s\",\"email\":\"%s@ours.example\",\"roles\":[\"agent\"]}"
                    .formatted(CANARY, CANARY))
            .body()
            .at("/member/id")
            .asText();
    admin.post("/api/v1/workspaces", "{\"id\":\"%s\",\"name\":\"x\"}".formatted(CANARY));
    admin.post("/api/v1/locks/" + CANARY + "/acquire", "{\"owner\":\"o\",\"ttl\":\"1h\"}");
    String session = admin.get("/api/v1/auth/sessions").body().at("/items/0/id").asText();
    assertThat(Stream.of(run, key, member, session)).allMatch(id -> id.length() == 26);
    String task = task(admin);
    return Map.ofEntries(
        Map.entry("workflows", workflow),
        Map.entry("runs", run),
        Map.entry("executions", run),
        Map.entry("values", value),
        Map.entry("locks", CANARY),
        Map.entry("keys", key),
        Map.entry("members", member),
        Map.entry("sessions", session),
        Map.entry("calendars", CANARY),
        Map.entry("tasks", task),
        Map.entry("human-tasks", task));
  }

  private static String task(FluxoClient admin) {
    String calendar = "{\"zone\":\"UTC\",\"week\":{\"monday\":[\"09:00-17:00\"]}}";
    assertThat(admin.put("/api/v1/calendars/" + CANARY, calendar).status()).isIn(200, 201, 204);
    Answer task =
        admin.post(
            "/api/v1/tasks",
            "{\"kind\":\"approval\",\"title\":\"%s\",\"candidates\":{\"roles\":[\"admin\",\"agent\"]}}"
                .formatted(CANARY));
    assertThat(task.status()).as("%s", task.body()).isEqualTo(201);
    return task.body().at("/task/taskId").asText();
  }

  @Test
  void everyOperationHasARow() {
    Set<String> served = new TreeSet<>();
    JsonNode paths = ours.with(null).get("/docs/openapi").body().path("paths");
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(
              method ->
                  served.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey()));
    }
    assertThat(rows().map(Row::toString).toList()).containsExactlyInAnyOrderElementsOf(served);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whoeverDoesNotSayWhoTheyAreIsTurnedAway(Row row) {
    for (String token :
        new String[] {
          null, "", "nonsense", "flx_", FluxoClient.KEY + "x", "eyJhbGciOiJub25lIn0.e30."
        }) {
      Answer answer = ask(ours.with(token), row);
      if (row.isOpen()) {
        assertThat(answer.body().path("code").asText()).isNotEqualTo("unauthenticated");
      } else {
        assertThat(answer.status()).as("%s with %s", row, token).isEqualTo(401);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.body().path("code").asText()).isEqualTo("unauthenticated");
        assertThat(answer.raw().headers().firstValue("WWW-Authenticate").orElse(""))
            .startsWith("Bearer");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whoeverMayDoAllButThatIsRefused(Row row) {
    if (row.isOpen() || row.isForEveryCaller()) {
      return;
    }
    List<String> rest = new ArrayList<>(permissions);
    assertThat(rest.remove(row.needs())).as("%s is a permission", row.needs()).isTrue();
    Answer answer = ask(ours.with(key(rest, null)), row);
    assertThat(answer.status()).as("%s", answer.raw().body()).isEqualTo(403);
    assertThat(answer.body().path("code").asText()).isEqualTo("forbidden");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whoeverMayDoThatAndNothingElseIsNotRefused(Row row) {
    if (row.isOpen() || row.isForEveryCaller() || row.others().equals("stream")) {
      return;
    }
    FluxoClient able = ours.with(key(List.of(row.needs()), null));
    // Of something that there is not, so that nothing of ours is changed.
    Answer answer = ask(able, row, "{}", Map.of());
    assertThat(answer.status()).as("%s: %s", row, answer.raw().body()).isNotEqualTo(401);
    if (answer.status() == 403) {
      assertThat(answer.body().path("detail").asText())
          .isNotEqualTo("The caller may not do that: ask an administrator");
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aRevokedKeyIsTurnedAway(Row row) {
    if (row.isOpen()) {
      return;
    }
    Answer made =
        ours.post(
            "/api/v1/keys",
            "{\"name\":\"k\",\"permissions\":[%s]}"
                .formatted(row.isForEveryCaller() ? "\"runs:read\"" : '"' + row.needs() + '"'));
    FluxoClient holder = ours.with(made.body().path("key").asText());
    assertThat(holder.get("/api/v1/auth/me").status()).isEqualTo(200);
    assertThat(ours.delete("/api/v1/keys/" + made.body().path("id").asText()).status())
        .isEqualTo(204);
    assertThat(ask(holder, row).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void anotherTenantSeesNothingOfOurs(Row row) throws IOException, InterruptedException {
    if (row.isOpen() || row.path().endsWith("/logout")) {
      return; // a logout would end the session that the others ask with
    }
    if (row.others().equals("stream")) {
      nothingComes(row);
      return;
    }
    Answer answer = ask(others, row);
    if (row.others().equals("operator")) {
      assertThat(answer.status()).isEqualTo(403);
    } else if (row.others().equals("hidden")) {
      assertThat(answer.status()).as("%s: %s", row, answer.raw().body()).isEqualTo(404);
    } else {
      assertThat(answer.status()).as("%s: %s", row, answer.raw().body()).isNotIn(401, 403);
    }
    if (!row.path().contains("{")) {
      String said = answer.raw().body() + answer.raw().headers().map();
      assertThat(said).doesNotContain(CANARY).doesNotContain(things.get("runs"));
    }
  }

  /** A stream of what is another tenant's stays silent: what was stored before would come first. */
  private static void nothingComes(Row row) throws IOException, InterruptedException {
    HttpResponse<InputStream> stream =
        java.net.http.HttpClient.newHttpClient()
            .send(
                others.request(address(row, things)).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = stream.body()) {
      // The other tenant's own event ends the waiting.
      Eventually.is(
          () ->
              others.post(
                  "/api/v1/workspaces",
                  "{\"id\":\"w%d\",\"name\":\"w\"}".formatted(System.nanoTime() % 1_000_000)),
          answer -> answer.status() == 201);
      if (row.path().equals("/api/v1/events/stream")) {
        String seen = new String(body.readNBytes(400), StandardCharsets.UTF_8);
        assertThat(seen).contains("flx.").doesNotContain(CANARY);
      } else {
        String seen = new String(body.readNBytes(body.available()), StandardCharsets.UTF_8);
        assertThat(seen).doesNotContain("flx.");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whoeverIsBoundToAnotherWorkspaceGetsNowhereElse(Row row) {
    if (row.isOpen() || row.isForEveryCaller() || row.others().equals("stream")) {
      return;
    }
    FluxoClient bound = ours.with(key(List.of(row.needs()), CANARY));
    Answer elsewhere =
        bound.send(
            bound
                .request(address(row, things))
                .header("X-Fluxo-Workspace", "main")
                .header("Content-Type", "application/json")
                .method(row.method(), BodyPublishers.ofString(body(row, "{}"))));
    assertThat(elsewhere.status()).isEqualTo(403);
    assertThat(elsewhere.body().path("code").asText()).isEqualTo("workspace");
    if (row.others().equals("hidden") && !row.path().matches(".*/(members|sessions|keys)/.*")) {
      assertThat(ask(bound, row).status()).as("%s", row).isEqualTo(404);
    }
  }

  @Test
  void aWorkspaceThatThereIsNotIsRefusedLikeOneOfSomebodyElse() {
    List<Answer> answers =
        Stream.of("nowhere", CANARY, "../main", "")
            .map(
                workspace ->
                    others.send(
                        others
                            .request("/api/v1/runs")
                            .header("X-Fluxo-Workspace", workspace)
                            .GET()))
            .toList();
    assertThat(answers).allMatch(answer -> answer.status() == 403);
    assertThat(answers.stream().map(answer -> answer.body().path("detail").asText()).distinct())
        .hasSize(1);
  }

  private static String key(List<String> allowed, String workspace) {
    Answer made =
        ours.post(
            "/api/v1/keys",
            "{\"name\":\"k\",\"permissions\":[%s]%s}"
                .formatted(
                    allowed.stream().map(each -> '"' + each + '"').collect(Collectors.joining(",")),
                    workspace == null ? "" : ",\"workspace\":\"" + workspace + '"'));
    assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
    return made.body().path("key").asText();
  }

  /** A body that is refused for nothing but for whom it is: acts on runs say why. */
  private static String body(Row row, String ofResolve) {
    String last = row.path().substring(row.path().lastIndexOf('/') + 1);
    return switch (last) {
      case "resolve" -> ofResolve;
      case "pause", "resume", "retry", "skip", "variables", "discard" -> "{\"reason\":\"r\"}";
      case "force", "rewind" -> "{\"reason\":\"r\",\"node\":\"a\"}";
      case "absences" -> "[]";
      case "complete" -> "{\"outcome\":\"approved\"}";
      case "process" -> "{\"decision\":\"approved\"}";
      case "comments" -> "{\"text\":\"t\"}";
      case "delegate" -> "{\"to\":\"a\"}";
      case "forward" -> "{\"users\":[\"a\"]}";
      case "priority" -> "{\"priority\":1}";
      case "find" -> "{\"identifier\":\"nobody@example.org\"}";
      case "erasures" -> "{\"reference\":\"r\"}";
      default -> "{}";
    };
  }

  private static Answer ask(FluxoClient client, Row row) {
    return ask(client, row, "{\"outcome\":\"failed\",\"reason\":\"r\"}", things);
  }

  private static Answer ask(FluxoClient client, Row row, String body, Map<String, String> named) {
    return client.send(
        client
            .request(address(row, named))
            .header("Content-Type", "application/json")
            .method(
                row.method(),
                row.method().equals("GET")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body(row, body))));
  }

  /** The address with our own things in it. */
  private static String address(Row row, Map<String, String> named) {
    List<String> parts = new ArrayList<>();
    String kind = "";
    for (String part : row.path().split("/")) {
      if (!part.startsWith("{")) {
        kind = part;
        parts.add(part);
      } else {
        parts.add(
            switch (part) {
              case "{version}", "{step}" -> "1";
              default -> Objects.requireNonNullElse(named.get(kind), "nothing");
            });
      }
    }
    String query =
        row.path().endsWith("/diff")
            ? "?from=1&to=1"
            : row.path().endsWith("/deadline")
                ? "?within=1h&from=2026-11-20T10:00:00Z"
                : row.path().endsWith("/files") ? "?name=a.json" : "";
    return String.join("/", parts) + query;
  }

  static Stream<Row> rows() {
    try (InputStream file = AccessMatrixTest.class.getResourceAsStream("/access.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> line.split("\\s+"))
              .map(cells -> new Row(cells[0], cells[1], cells[2], cells[3]))
              .toList()
              .stream();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
