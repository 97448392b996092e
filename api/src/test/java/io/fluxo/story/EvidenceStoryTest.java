package io.fluxo.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.api.evidence.VerifyCommand;
import io.fluxo.messages.evidence.Merkle;
import io.fluxo.messages.evidence.PackReport;
import io.fluxo.messages.evidence.PackVerifier;
import io.fluxo.messages.value.Sha256;
import io.fluxo.story.Colleagues.Colleague;
import io.fluxo.story.FluxoClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run is proven: its pack is fetched, verified in every way that is offered, and tampered with.
 */
class EvidenceStoryTest {

  private static final String CPF = "529.982.247-25";

  private static RunningFluxo fluxo;
  private static FluxoClient admin;
  private static Colleague max;
  private static String run;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.with("fluxo.evidence.tsa=own");
    admin = fluxo.client();
    max = new Colleagues(admin).colleague("manager");
    Answer published =
        admin.publish(
            """
            id: purchase
            name: Compra
            input:
              type: object
              properties:
                what: {type: string}
                iban: {type: string, sensitive: true}
            nodes:
              - id: check
                type: condition_if
                config: {when: "input.sum > 100"}
                branches: {"true": approve, "false": done}
              - id: approve
                type: human_task
                config: {kind: approval, title: "Compra de ${input.what}", candidates: {roles: [manager]}}
                branches: {rejected: done}
                next: done
              - {id: done, type: data_transform, config: {value: {paid: "${input.iban}"}}}
            """);
    assertThat(published.status()).as("%s", published.body()).isEqualTo(201);
    run = ended();
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  private static String begun() {
    Answer started =
        admin.post(
            "/api/v1/workflows/purchase/runs",
            """
            {"input": {"what": "Papel, %s", "sum": 500, "iban": "BR1500000000000010932840814P2"}}
            """
                .formatted(CPF));
    assertThat(started.status()).as("%s", started.body()).isEqualTo(202);
    return started.body().path("runId").asText();
  }

  private static String ended() {
    String id = begun();
    Answer done =
        Eventually.is(
            () ->
                max.client()
                    .post(
                        "/api/v1/tasks/" + id + "-1/complete",
                        "{\"outcome\":\"approved\",\"comment\":\"Good\"}"),
            answer -> answer.status() != 404);
    assertThat(done.status()).as("%s", done.body()).isEqualTo(200);
    Eventually.is(
        () -> admin.get("/api/v1/runs/" + id),
        answer -> answer.body().path("status").asText().equals("completed"));
    return id;
  }

  private static HttpResponse<byte[]> fetch(String path, String... headers) {
    try {
      var request = admin.request(path);
      if (headers.length > 0) {
        request.headers(headers);
      }
      return HttpClient.newHttpClient()
          .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] pack(String id) {
    HttpResponse<byte[]> answer = fetch("/api/v1/runs/" + id + "/evidence");
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
    return answer.body();
  }

  private static Map<String, byte[]> files(byte[] pack) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(pack))) {
      for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
        files.put(each.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  private static Answer verified(byte[] pack) {
    return admin.send(
        admin
            .request("/api/v1/evidence/verify")
            .header("Content-Type", "application/zip")
            .POST(BodyPublishers.ofByteArray(pack)));
  }

  @Test
  void aPackIsFetchedTwiceAndIsTheSame() {
    HttpResponse<byte[]> first = fetch("/api/v1/runs/" + run + "/evidence");
    HttpResponse<byte[]> again = fetch("/api/engine/executions/" + run + "/evidence");
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(first.headers().firstValue("Content-Type")).contains("application/zip");
    String tag = first.headers().firstValue("ETag").orElse("");
    assertThat(tag).isEqualTo('"' + Sha256.hex(first.body()) + '"');
    HttpResponse<byte[]> known = fetch("/api/v1/runs/" + run + "/evidence", "If-None-Match", tag);
    assertThat(known.statusCode()).isEqualTo(304);
  }

  @Test
  void thePackIsMadeInTheBackgroundAndRecorded() {
    String id = ended();
    Eventually.of(
        () ->
            fluxo
                .database()
                .queryForObject(
                    "SELECT count(*) FROM evidence_pack WHERE run = ?", Integer.class, id),
        count -> count == 1);
    Answer events =
        Eventually.is(
            () -> admin.get("/api/v1/events?type=flx.evidence.packaged&limit=100"),
            answer -> answer.raw().body().contains(id));
    assertThat(events.raw().body()).contains(Sha256.hex(pack(id)));
    assertThat(
            fluxo
                .database()
                .queryForObject(
                    "SELECT count(*) FROM evidence_due WHERE run = ?", Integer.class, id))
        .isZero();
  }

  @Test
  void thePackHoldsWhatHappenedAndNothingPersonal() throws IOException {
    Map<String, byte[]> files = files(pack(run));
    assertThat(files).containsKeys("timestamp.tsr", "report.pdf", "events.jsonl");
    JsonNode manifest = new ObjectMapper().readTree(files.get("manifest.json"));
    assertThat(manifest.path("run").asText()).isEqualTo(run);
    assertThat(manifest.path("status").asText()).isEqualTo("completed");
    assertThat(Sha256.hex(files.get("definition.json")))
        .isEqualTo(manifest.path("definitionHash").asText());
    for (String name : List.of("inputs.json", "outputs.json", "decisions.json", "report.html")) {
      assertThat(new String(files.get(name), UTF_8))
          .as(name)
          .doesNotContain(CPF)
          .doesNotContain("BR15000");
    }
    assertThat(new String(files.get("decisions.json"), UTF_8))
        .contains("approved")
        .contains(max.principal())
        .contains("\"branch\":\"true\"");
    assertThat(new String(files.get("report.html"), UTF_8)).contains("Evidência").contains("Good");
  }

  @Test
  void itIsVerifiedByTheApi() throws IOException {
    byte[] pack = pack(run);
    Answer good = verified(pack);
    assertThat(good.status()).as("%s", good.body()).isEqualTo(200);
    assertThat(good.body().path("valid").asBoolean()).as("%s", good.body()).isTrue();
    assertThat(good.body().path("checks").findValuesAsText("outcome"))
        .doesNotContain("failed", "warning");
    pack[pack.length / 3] ^= 4;
    Answer bad = verified(pack);
    assertThat(bad.body().path("valid").asBoolean()).isFalse();
    assertThat(bad.body().path("checks").findValuesAsText("outcome")).endsWith("failed");
    assertThat(verified("no zip".getBytes(UTF_8)).body().path("valid").asBoolean()).isFalse();
  }

  @Test
  void itIsVerifiedOnTheCommandLine() throws IOException {
    Path pack = Files.write(folder.resolve("pack.zip"), pack(run));
    Path ca = certificates();
    assertThat(command("verify", pack.toString(), "--ca", ca.toString()))
        .startsWith("0")
        .contains("The pack is what it says")
        .doesNotContain("warning");
    assertThat(command("verify", pack.toString())).startsWith("0").contains("--ca");
    byte[] bytes = Files.readAllBytes(pack);
    bytes[40] ^= 1;
    Files.write(pack, bytes);
    assertThat(command("verify", pack.toString())).startsWith("1").contains("FAILED   zip: ");
    assertThat(command("verify", folder.resolve("none.zip").toString())).startsWith("2");
    assertThat(command("verify")).startsWith("2").contains("Usage");
  }

  private static String command(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(out, true, UTF_8);
    return VerifyCommand.run(arguments, both, both) + "\n" + out.toString(UTF_8);
  }

  private Path certificates() throws IOException {
    HttpResponse<byte[]> answer = fetch("/api/v1/evidence/certificates");
    assertThat(answer.statusCode()).isEqualTo(200);
    return Files.write(folder.resolve("ca.pem"), answer.body());
  }

  @Test
  void theProgramVerifiesWithoutStartingAnything() throws Exception {
    Path pack = Files.write(folder.resolve("pack.zip"), pack(run));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.fluxo.Application",
                "verify",
                pack.toString(),
                "--ca",
                certificates().toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.lines()).last().isEqualTo("The pack is what it says.");
    assertThat(said).startsWith("ok ").doesNotContain("Spring").doesNotContain("Exception");
  }

  @Test
  void everyFlippedByteIsFound() throws IOException {
    PackVerifier verifier = ServiceLoader.load(PackVerifier.class).findFirst().orElseThrow();
    PackVerifier.Trust trust = new PackVerifier.Trust(Files.readString(certificates()), null, null);
    byte[] pack = pack(run);
    for (int i = 0; i < pack.length; i++) {
      pack[i] ^= (byte) (1 << (i % 8));
      PackReport report = verifier.verify(pack, trust);
      assertThat(report.valid()).as("byte %d", i).isFalse();
      assertThat(report.checks().getLast().detail())
          .as("byte %d", i)
          .matches("(?s)[a-z0-9.-]+: .+");
      pack[i] ^= (byte) (1 << (i % 8));
    }
    assertThat(verifier.verify(pack, trust).valid()).isTrue();
  }

  @Test
  void aRunThatIsTakenUpAgainGetsAnotherPack() throws IOException {
    Answer published =
        admin.publish(
            """
            id: failing
            nodes:
              - {id: call, type: http_request, config: {url: "http://127.0.0.1:1/"}, retry: {maxAttempts: 1}}
            """);
    assertThat(published.status()).as("%s", published.body()).isEqualTo(201);
    Operator operator = new Operator(admin, null);
    String id = operator.started("failing");
    operator.when(id, "failed");
    byte[] first = pack(id);
    assertThat(pack(id)).isEqualTo(first);
    Answer retried = operator.act(id, "retry", "{\"reason\":\"The server is up again\"}");
    assertThat(retried.status()).as("%s", retried.body()).isEqualTo(200);
    operator.when(id, "failed");
    byte[] second = pack(id);
    assertThat(second).isNotEqualTo(first);
    assertThat(new String(files(second).get("decisions.json"), UTF_8))
        .contains("The server is up again")
        .contains("retried");
    operator.act(id, "discard", "{\"reason\":\"It will not come back\"}");
    byte[] third = pack(id);
    assertThat(new String(files(third).get("decisions.json"), UTF_8)).contains("discarded");
    for (byte[] each : List.of(first, second, third)) {
      assertThat(verified(each).body().path("valid").asBoolean()).isTrue();
    }
    assertThat(
            fluxo
                .database()
                .queryForObject(
                    "SELECT count(*) FROM event WHERE aggregate_id = ?",
                    Integer.class,
                    id + "/evidence"))
        .isGreaterThanOrEqualTo(3);
  }

  /** As docs/verify.md tells. */
  @Test
  void itIsVerifiedByOpensslAndSha256sum() throws Exception {
    assumeTrue(Shell.has("openssl") && Shell.has("sha256sum"), "openssl and sha256sum are here");
    Path ca = certificates();
    for (Map.Entry<String, byte[]> file : files(pack(run)).entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    Shell shell = new Shell(folder);
    assertThat(
            shell.run(
                "openssl cms -verify -binary -content manifest.json -inform DER -in manifest.p7s"
                    + " -CAfile %s -purpose any -out /dev/null".formatted(ca)))
        .contains("Verification successful");
    assertThat(
            shell.run(
                "openssl ts -verify -data manifest.p7s -in timestamp.tsr -token_in -CAfile " + ca))
        .contains("Verification: OK");
    JsonNode manifest = new ObjectMapper().readTree(folder.resolve("manifest.json").toFile());
    for (JsonNode file : manifest.path("files")) {
      assertThat(shell.run("sha256sum " + file.path("name").asText()))
          .startsWith(file.path("sha256").asText());
    }
    String line = Files.readAllLines(folder.resolve("events.jsonl")).getFirst();
    byte[] leaf = Merkle.leaf(line.getBytes(UTF_8));
    assertThat(shell.run("line=$(head -1 events.jsonl); printf '\\0%s' \"$line\" | sha256sum"))
        .startsWith(HexFormat.of().formatHex(leaf));
    Files.writeString(folder.resolve("manifest.json"), "{}");
    assertThat(
            shell.run(
                "openssl cms -verify -binary -content manifest.json -inform DER -in manifest.p7s"
                    + " -CAfile %s -purpose any -out /dev/null || true".formatted(ca)))
        .contains("failure");
  }

  @Test
  void aCertificateOfTheTenantsOwnSigns() throws Exception {
    assumeTrue(Shell.has("openssl"), "openssl is here");
    Shell shell = new Shell(folder);
    shell.run(
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -days 30 -subj"
            + " '/O=ICP-Brasil/CN=ACME LTDA:11222333000181' 2>&1");
    shell.run("openssl pkcs12 -export -inkey k.pem -in c.pem -out c.p12 -passout pass:segredo1");
    String file = Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("c.p12")));
    Answer wrong =
        admin.put(
            "/api/v1/evidence/certificate",
            "{\"pkcs12\":\"%s\",\"password\":\"other\"}".formatted(file));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.raw().body()).contains("password").doesNotContain(file.substring(0, 40));
    Answer set =
        admin.put(
            "/api/v1/evidence/certificate",
            "{\"pkcs12\":\"%s\",\"password\":\"segredo1\"}".formatted(file));
    assertThat(set.status()).as("%s", set.body()).isEqualTo(200);
    assertThat(set.body().path("own").asBoolean()).isFalse();
    assertThat(set.raw().body()).doesNotContain("segredo1").doesNotContain("PRIVATE");
    String id = ended();
    byte[] pack = pack(id);
    assertThat(verified(pack).body().path("valid").asBoolean()).isTrue();
    for (Map.Entry<String, byte[]> each : files(pack).entrySet()) {
      Files.write(folder.resolve(each.getKey()), each.getValue());
    }
    assertThat(
            shell.run(
                "openssl cms -verify -binary -content manifest.json -inform DER -in manifest.p7s"
                    + " -CAfile c.pem -purpose any -out /dev/null"))
        .contains("Verification successful");
    Answer own = admin.post("/api/v1/evidence/certificate/own", "{}");
    assertThat(own.body().path("own").asBoolean()).isTrue();
    assertThat(pack(id)).as("what was signed stays as it is").isEqualTo(pack);
    assertThat(verified(pack).body().path("valid").asBoolean()).isTrue();
    assertThat(admin.get("/api/v1/events?type=flx.certificate.set").raw().body())
        .contains(set.body().path("fingerprint").asText());
  }

  @Test
  void aRunThatHasNotEndedHasNoPack() {
    Answer open = admin.get("/api/v1/runs/" + begun() + "/evidence");
    assertThat(open.status()).as("%s", open.body()).isEqualTo(409);
    assertThat(open.body().path("code").asText()).isEqualTo("invalid_state");
    assertThat(admin.get("/api/v1/runs/01jd0000000000000000000000/evidence").status())
        .isEqualTo(404);
    assertThat(admin.get("/api/v1/runs/nonsense/evidence").status()).isEqualTo(404);
  }

  @Test
  void anotherTenantSeesNone() {
    Answer registered =
        admin
            .with(null)
            .post(
                "/api/v1/auth/register",
                """
                {"company":"Other","name":"Olga","email":"olga@other.example",
                 "password":"a stranger with long words"}
                """);
    FluxoClient stranger = admin.with(registered.body().path("accessToken").asText());
    assertThat(stranger.get("/api/v1/evidence/certificates").status()).isEqualTo(200);
    assertThat(stranger.get("/api/v1/runs/" + run + "/evidence").status()).isEqualTo(404);
    Colleague agent = new Colleagues(admin).colleague("agent");
    assertThat(agent.client().get("/api/v1/runs/" + run + "/evidence").status()).isEqualTo(403);
    assertThat(max.client().post("/api/v1/evidence/certificate/own", "{}").status()).isEqualTo(403);
  }
}
