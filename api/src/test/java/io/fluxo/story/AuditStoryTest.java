package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.evidence.DocumentSigner;
import io.fluxo.messages.value.Sha256;
import io.fluxo.story.FluxoClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who did what is found again, can be taken along with a signature, and nobody reads unseen. */
class AuditStoryTest {

  private static final String CPF = "529.982.247-25";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static RunningFluxo fluxo;
  private static FluxoClient client;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.with();
    client = fluxo.client();
    fluxo.put(DocumentSigner.class, (tenant, document) -> signature(tenant, document));
    publish("first", "wait");
    publish("first", "pause");
  }

  private static byte[] signature(String tenant, byte[] document) {
    return (tenant + " signs " + Sha256.hex(document)).getBytes(StandardCharsets.UTF_8);
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  private static void publish(String id, String node) {
    Answer answer =
        client.publish(
            """
            id: %s
            name: First
            nodes:
              - {id: %s, type: wait_for_event, config: {event: never}}
            """
                .formatted(id, node));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
  }

  @Test
  void whatPeopleDidIsToldWithWhereFromAndHowItWas() {
    String run = start("{}");
    client.post("/api/v1/runs/" + run + "/cancel", "{\"reason\": \"enough\"}");
    Answer key = client.post("/api/v1/keys", "{\"name\": \"k\", \"permissions\": [\"runs:read\"]}");
    assertThat(key.status()).as("%s", key.body()).isEqualTo(201);
    String id = key.body().findPath("id").asText();
    client.delete("/api/v1/keys/" + id);

    assertThat(acts("?subject=run:" + run))
        .extracting(act -> act.path("kind").asText(), act -> act.path("address").asText())
        .containsExactly(
            tuple("flx.run.started", "127.0.0.1"), tuple("flx.run.cancelled", "127.0.0.1"));
    assertThat(acts("?subject=run:" + run + "&acts=all"))
        .extracting(act -> act.path("kind").asText())
        .containsExactly("flx.run.started", "flx.run.advanced", "flx.run.cancelled");
    assertThat(acts("?subject=key:" + id))
        .extracting(act -> act.path("kind").asText())
        .containsExactly("flx.key.created", "flx.key.revoked");
    assertThat(acts("?subject=key:" + id).getLast().at("/before/permissions/0").asText())
        .isEqualTo("runs:read");
    JsonNode second = acts("?kind=flx.workflow.published&subject=workflow:first").getLast();
    assertThat(second.at("/before/version").asInt()).isEqualTo(1);
    assertThat(second.at("/after/version").asInt()).isEqualTo(2);
    assertThat(second.path("actor").asText()).startsWith("key:");
  }

  @Test
  void whatTheEngineDoesCarriesNoAddressAndNobodyInventsOne() {
    Answer started =
        client.post(
            "/api/v1/workflows/first/runs",
            "{}",
            "X-Forwarded-For",
            "203.0.113.9",
            "Forwarded",
            "for=203.0.113.9");
    String run = started.body().path("runId").asText();
    List<String> beside =
        fluxo
            .database()
            .queryForList(
                "SELECT type || ' ' || convert_from(metadata, 'UTF8') FROM event"
                    + " WHERE aggregate_id = ? ORDER BY sequence",
                String.class,
                run);
    assertThat(beside).hasSize(2);
    assertThat(beside.getFirst())
        .startsWith("flx.run.started")
        .contains("\"i\":\"127.0.0.1\"")
        .doesNotContain("203.0.113.9");
    assertThat(beside.getLast()).startsWith("flx.run.advanced").doesNotContain("\"i\"");
  }

  @Test
  void questionsThatCannotBeAnsweredAreRefused() {
    for (String bad :
        List.of(
            "?kind=%27%3B--",
            "?kind=run.started",
            "?acts=some",
            "?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
            "?cursor=x",
            "/export?format=xlsx")) {
      assertThat(client.get("/api/v1/audit" + bad).status()).as(bad).isEqualTo(422);
    }
    FluxoClient agent = with("runs:read");
    assertThat(agent.get("/api/v1/audit").status()).isEqualTo(403);
    assertThat(agent.get("/api/v1/audit/export").status()).isEqualTo(403);
  }

  @Test
  void anExportHoldsWhatTheListSaysAndItsSignatureCoversIt() throws Exception {
    for (String format : List.of("csv", "jsonl")) {
      Map<String, byte[]> files = archive(client, "?format=" + format + "&kind=flx.workflow");
      String text = new String(files.get("audit." + format), StandardCharsets.UTF_8);
      List<JsonNode> acts = acts("?kind=flx.workflow");
      if (format.equals("csv")) {
        assertThat(text).startsWith("position,time,actor,");
        assertThat(text.split("\r\n")).hasSize(acts.size() + 1);
      } else {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : text.split("\n")) {
          lines.add(JSON.readTree(line));
        }
        assertThat(lines).isEqualTo(acts);
      }
      String sums = new String(files.get("SHA256SUMS"), StandardCharsets.UTF_8);
      for (String name : List.of("audit." + format, "export.json", "README.txt")) {
        assertThat(sums).contains(Sha256.hex(files.get(name)) + "  " + name + "\n");
      }
      assertThat(files.get("SHA256SUMS.p7s"))
          .isEqualTo(signature("default", files.get("SHA256SUMS")));
      JsonNode about = JSON.readTree(files.get("export.json"));
      assertThat(about.path("acts").asInt()).isEqualTo(acts.size());
    }
  }

  @Test
  void whoSeesPersonalDataIsNotedOnceAndWhoDoesNotIsNot() {
    String run = start("{\"input\": {\"people\": [{\"cpf\": \"%s\"}], \"n\": 1}}".formatted(CPF));
    FluxoClient blind = with("runs:read");
    assertThat(blind.get("/api/v1/runs/" + run).body().toString()).doesNotContain(CPF);
    FluxoClient seeing = with("runs:read", "data:unmasked");
    assertThat(seeing.get("/api/v1/runs/" + run).body().toString()).contains(CPF);
    seeing.get("/api/v1/runs/" + run);
    seeing.get("/api/v1/runs/" + run + "/events");
    String clean = start("{}");
    seeing.get("/api/v1/runs/" + clean);

    String reader =
        Eventually.of(() -> reads(run), found -> !found.isEmpty())
            .getFirst()
            .path("actor")
            .asText();
    // Whoever started it was answered with what he sent only where he waited for its end.
    assertThat(reads(run)).hasSize(1);
    assertThat(reader).startsWith("key:");
    JsonNode data = data(run);
    assertThat(data.path("object").asText()).isEqualTo("run:" + run);
    assertThat(data.at("/fields/0/pointer").asText()).isEqualTo("/input/people/*/cpf");
    assertThat(data.path("count").asInt()).isEqualTo(1);
    assertThat(data.toString()).doesNotContain(CPF);
    assertThat(reads(clean)).isEmpty();
  }

  @Test
  void anExportInClearCountsAsARead() throws Exception {
    Answer key =
        client.post(
            "/api/v1/keys",
            "{\"name\": \"k\", \"permissions\": [\"audit:read\", \"data:unmasked\"]}");
    archive(client.with(key.body().path("key").asText()), "?kind=flx.workflow");
    String actor = "key:" + key.body().path("id").asText();
    Eventually.of(
        () -> acts("?kind=flx.data.read&actor=" + actor),
        found ->
            found.stream().anyMatch(act -> act.path("object").asText().equals("export:audit")));
  }

  @Test
  void readsThatWereNotedAreStoredBeforeAnOrderlyEnd() {
    RunningFluxo own = RunningFluxo.with();
    try {
      FluxoClient mine = own.client();
      mine.publish("id: one\nnodes: [{id: a, type: wait_for_event, config: {event: e}}]");
      for (int i = 0; i < 20; i++) {
        String run =
            mine.post("/api/v1/workflows/one/runs", "{\"input\": {\"cpf\": \"%s\"}}".formatted(CPF))
                .body()
                .path("runId")
                .asText();
        mine.get("/api/v1/runs/" + run);
      }
      own.restart();
      assertThat(
              own.database()
                  .queryForObject(
                      "SELECT count(*) FROM event WHERE type = 'flx.data.read'"
                          + " AND convert_from(payload, 'UTF8') LIKE '%run:%'",
                      Integer.class))
          .isEqualTo(20);
    } finally {
      own.close();
    }
  }

  private static String start(String body) {
    Answer answer = client.post("/api/v1/workflows/first/runs", body);
    assertThat(answer.status()).as("%s", answer.body()).isLessThan(300);
    return answer.body().path("runId").asText();
  }

  private static FluxoClient with(String... scopes) {
    String list = String.join("\", \"", scopes);
    Answer key =
        client.post("/api/v1/keys", "{\"name\": \"k\", \"permissions\": [\"%s\"]}".formatted(list));
    assertThat(key.status()).as("%s", key.body()).isEqualTo(201);
    return client.with(key.body().path("key").asText());
  }

  private static List<JsonNode> reads(String run) {
    return acts("?kind=flx.data.read&subject=run:" + run);
  }

  private static JsonNode data(String run) {
    String payload =
        fluxo
            .database()
            .queryForObject(
                "SELECT convert_from(payload, 'UTF8') FROM event WHERE type = 'flx.data.read'"
                    + " AND convert_from(payload, 'UTF8') LIKE ?",
                String.class,
                "%" + run + "%");
    try {
      return JSON.readTree(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All acts of a question, page by page. */
  private static List<JsonNode> acts(String question) {
    List<JsonNode> found = new ArrayList<>();
    String next = "";
    do {
      Answer answer = client.get("/api/v1/audit" + question + "&limit=3" + next);
      assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
      answer.body().path("items").forEach(found::add);
      next =
          answer.body().hasNonNull("next") ? "&cursor=" + answer.body().path("next").asText() : "";
    } while (!next.isEmpty());
    return found;
  }

  private static Map<String, byte[]> archive(FluxoClient who, String question)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(
                who.request("/api/v1/audit/export" + question).GET().build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/zip");
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }
}
