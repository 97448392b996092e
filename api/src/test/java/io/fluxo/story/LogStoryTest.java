package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.messages.evidence.Checkpoint;
import io.fluxo.messages.evidence.EventLeaf;
import io.fluxo.messages.evidence.LogKey;
import io.fluxo.messages.evidence.Merkle;
import io.fluxo.messages.evidence.SignedNote;
import io.fluxo.story.FluxoClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told over HTTP is enough to check the log for oneself. */
class LogStoryTest {

  private static final String FLOW =
      """
      id: hello
      nodes:
        - {id: say, type: logger, config: {message: "Hello"}}
      """;

  private static RunningFluxo fluxo;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
    fluxo.client().publish(FLOW);
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  private static FluxoClient client() {
    return fluxo.client();
  }

  @Test
  void anEventIsProvedByWhatAnybodyCanCompute() {
    String run = run();
    JsonNode proof = client().get("/api/v1/log/proofs/inclusion?sequence=0&subject=" + run).body();
    assertThat(proof.path("index").isNumber()).as("%s", proof).isTrue();
    Checkpoint checkpoint = checkpoint(proof.path("checkpoint"), keys());
    EventLeaf leaf = EventLeaf.of(proof.path("leaf").asText());
    assertThat(leaf.subject()).isEqualTo(run);
    assertThat(leaf.type()).isEqualTo("flx.run.started");
    assertThat(
            Merkle.included(
                proof.path("index").asLong(),
                checkpoint.size(),
                Merkle.leaf(leaf.bytes()),
                hashes(proof.path("path")),
                checkpoint.root()))
        .isTrue();
    FluxoClient masked =
        client()
            .with(
                client()
                    .post("/api/v1/keys", "{\"name\":\"k\",\"permissions\":[\"log:read\"]}")
                    .body()
                    .path("key")
                    .asText());
    JsonNode other = masked.get("/api/v1/log/proofs/inclusion?sequence=0&subject=" + run).body();
    assertThat(other.has("leaf")).isFalse();
    assertThat(other.path("hash")).isEqualTo(proof.path("hash"));
    assertThat(masked.post("/api/v1/log/checks", "").status()).isEqualTo(403);
  }

  @Test
  void theLogOnlyGrowsAcrossRestartsAndNewKeys() {
    List<Checkpoint> kept = new ArrayList<>();
    kept.add(newest());
    run();
    kept.add(growing(kept));
    assertThat(client().post("/api/v1/log/keys/rotate", "").body().path("version").asInt())
        .isEqualTo(keys().size());
    kept.add(growing(kept));
    fluxo.restart();
    run();
    kept.add(growing(kept));
    assertThat(keys()).hasSizeGreaterThan(1);
    for (Checkpoint first : kept) {
      for (Checkpoint second : kept) {
        if (first.size() <= second.size()) {
          JsonNode proof =
              client()
                  .get(
                      "/api/v1/log/proofs/consistency?first=%d&second=%d"
                          .formatted(first.size(), second.size()))
                  .body();
          assertThat(
                  Merkle.consistent(
                      first.size(),
                      second.size(),
                      first.root(),
                      second.root(),
                      hashes(proof.path("path"))))
              .as("%s", proof)
              .isTrue();
        }
      }
    }
  }

  @Test
  void aCheckpointIsTakenSoonAfterSomethingHappened() {
    long size = newest().size();
    run();
    Answer grown =
        Eventually.is(
            () -> client().get("/api/v1/log/checkpoint"),
            answer -> answer.body().path("size").asLong() > size);
    String note =
        client()
            .send(
                client()
                    .request("/api/v1/log/checkpoint?size=" + grown.body().path("size").asLong())
                    .header("Accept", "text/plain")
                    .GET())
            .raw()
            .body();
    assertThat(note).isEqualTo(grown.body().path("note").asText());
    JsonNode list = client().get("/api/v1/log/checkpoints?limit=1").body();
    assertThat(list.path("items")).hasSize(1);
    assertThat(list.path("next").asText()).isNotEmpty();
    assertThat(client().get("/api/v1/log/checkpoint?size=999999").status()).isEqualTo(404);
    assertThat(client().get("/api/v1/log/proofs/consistency?first=3&second=2").status())
        .isEqualTo(422);
  }

  @Test
  void aCheckNamesWhatWasDoneBehindTheProgramsBack() {
    String run = run();
    client().get("/api/v1/log/proofs/inclusion?sequence=0&subject=" + run);
    assertThat(checked().path("found").asInt()).isZero();
    fluxo
        .database()
        .update("UPDATE event SET payload = payload || ' '::bytea WHERE aggregate_id = ?", run);
    JsonNode found = checked();
    assertThat(found.path("found").asInt()).isPositive();
    JsonNode finding = found.path("findings").path(0);
    assertThat(finding.path("kind").asText()).isEqualTo("changed");
    assertThat(finding.path("subject").asText()).isEqualTo(run);
    assertThat(finding.path("type").asText()).isEqualTo("flx.run.started");
    assertThat(client().get("/api/v1/log/proofs/inclusion?sequence=0&subject=" + run).status())
        .isGreaterThanOrEqualTo(409);
    assertThat(client().get("/api/v1/events?limit=200").raw().body()).contains("flx.log.checked");
    fluxo
        .database()
        .update(
            "UPDATE event SET payload = substring(payload FROM 1 FOR length(payload) - 1) WHERE aggregate_id = ?",
            run);
    assertThat(checked().path("found").asInt()).isZero();
  }

  /** As docs/log.md tells it. */
  @Test
  void opensslAcceptsACheckpointAndRefusesAnAlteredOne(@TempDir Path folder) throws Exception {
    JsonNode checkpoint = client().get("/api/v1/log/checkpoint").body();
    String note = checkpoint.path("note").asText();
    String key =
        client()
            .get("/api/v1/log/keys")
            .body()
            .path(checkpoint.path("keyVersion").asInt() - 1)
            .path("publicKey")
            .asText();
    byte[] blob = Base64.getDecoder().decode(note.substring(note.lastIndexOf(' ') + 1).strip());
    Files.writeString(folder.resolve("key.pem"), key);
    Files.writeString(folder.resolve("text"), note.substring(0, note.indexOf("\n\n") + 1));
    Files.write(
        folder.resolve("signature"), Arrays.copyOfRange(blob, blob.length - 64, blob.length));
    assertThat(openssl(folder)).isZero();
    Files.writeString(folder.resolve("text"), note.substring(0, note.indexOf("\n\n")) + "0\n");
    assertThat(openssl(folder)).isNotZero();
  }

  private static int openssl(Path folder) throws Exception {
    try {
      return new ProcessBuilder(
              ("openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in text"
                      + " -sigfile signature")
                  .split(" "))
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("said").toFile())
          .start()
          .waitFor();
    } catch (IOException e) {
      return Assumptions.abort("There is no openssl here");
    }
  }

  private static JsonNode checked() {
    Answer begun = client().post("/api/v1/log/checks", "");
    assertThat(begun.status()).as("%s", begun.body()).isEqualTo(202);
    String check = begun.body().path("check").asText();
    return Eventually.is(
            () -> client().get("/api/v1/log/checks?limit=1"),
            answer ->
                answer.body().at("/items/0/check").asText().equals(check)
                    && answer.body().at("/items/0").has("endedAt"))
        .body()
        .at("/items/0");
  }

  private static Checkpoint growing(List<Checkpoint> kept) {
    long size = kept.getLast().size();
    return Eventually.of(LogStoryTest::newest, next -> next.size() > size);
  }

  private static Checkpoint newest() {
    return checkpoint(client().get("/api/v1/log/checkpoint").body(), keys());
  }

  private static Checkpoint checkpoint(JsonNode json, List<LogKey> keys) {
    String note = json.path("note").asText();
    assertThat(json.path("keyVersion").asInt()).as("%s", json).isPositive();
    LogKey key = keys.get(json.path("keyVersion").asInt() - 1);
    assertThat(SignedNote.isSigned(note, key)).as(note).isTrue();
    return Checkpoint.of(SignedNote.text(note));
  }

  private static List<LogKey> keys() {
    List<LogKey> keys = new ArrayList<>();
    for (JsonNode key : client().get("/api/v1/log/keys").body()) {
      String pem = key.path("publicKey").asText().replaceAll("-----[A-Z ]+-----|\\n", "");
      LogKey read =
          new LogKey(
              key.path("version").asInt(),
              key.path("name").asText(),
              Base64.getDecoder().decode(pem),
              Instant.EPOCH,
              null);
      assertThat(read.text()).isEqualTo(key.path("verifier").asText());
      keys.add(read);
    }
    return keys;
  }

  private static List<byte[]> hashes(JsonNode path) {
    List<byte[]> hashes = new ArrayList<>();
    path.forEach(hash -> hashes.add(Base64.getDecoder().decode(hash.asText())));
    return hashes;
  }

  private static String run() {
    String run = client().post("/api/v1/workflows/hello/runs", "{}").body().path("runId").asText();
    assertThat(run).hasSize(26);
    return run;
  }
}
