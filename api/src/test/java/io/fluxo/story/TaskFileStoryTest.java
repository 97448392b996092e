package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.value.Sha256;
import io.fluxo.story.Colleagues.Colleague;
import io.fluxo.story.FluxoClient.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files that people attach to tasks, over real HTTP. */
class TaskFileStoryTest {

  private static final byte[] PDF = "%PDF-1.7\nsmall".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PNG = {
    (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
  };

  private static RunningFluxo fluxo;
  private static FluxoClient admin;
  private static Colleague ana;
  private static Colleague carl;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
    admin = fluxo.client();
    ana = new Colleagues(admin).colleague("agent", "buying");
    carl = new Colleagues(admin).colleague("agent", "selling");
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  private static String task(String attachments) {
    Answer created =
        admin.post(
            "/api/v1/tasks",
            """
            {"kind":"form","title":"T","candidates":{"roles":["buying"]}%s}
            """
                .formatted(attachments.isEmpty() ? "" : ",\"attachments\":" + attachments));
    assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
    return created.body().at("/task/taskId").asText();
  }

  private static String papers() {
    return task("{\"types\":[\"application/pdf\",\"text/csv\"],\"maxFiles\":2,\"maxBytes\":1000}");
  }

  private static Answer attach(FluxoClient who, String task, String name, byte[] bytes) {
    return who.send(
        who.request("/api/v1/tasks/" + task + "/files?name=" + name)
            .header("Content-Type", "application/pdf")
            .POST(BodyPublishers.ofByteArray(bytes)));
  }

  private static int kept(String task) {
    Integer count =
        fluxo
            .database()
            .queryForObject(
                "SELECT count(*) FROM task_file WHERE task_id = ?", Integer.class, task);
    return count == null ? -1 : count;
  }

  @Test
  void aFileIsAttachedAndGivenBackAsItWas() throws IOException, InterruptedException {
    String task = task("{\"types\":[\"application/pdf\"],\"maxBytes\":10485760}");
    byte[] large = new byte[10 * 1024 * 1024];
    new Random(7).nextBytes(large);
    System.arraycopy(PDF, 0, large, 0, PDF.length);
    Answer attached = attach(ana.client(), task, "a%C3%A7%C3%A3o%20%22x%22.pdf", large);
    assertThat(attached.status()).as("%s", attached.body()).isEqualTo(201);
    assertThat(attached.body().at("/files/0/file/type").asText()).isEqualTo("application/pdf");
    String place = "/api/v1/tasks/" + task + "/files/" + Sha256.hex(large);
    HttpResponse<byte[]> given =
        HttpClient.newHttpClient()
            .send(ana.client().request(place).build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(given.statusCode()).isEqualTo(200);
    assertThat(given.body()).isEqualTo(large);
    assertThat(header(given, "Content-Type")).isEqualTo("application/pdf");
    assertThat(header(given, "Content-Disposition"))
        .startsWith("attachment;")
        .contains("filename*=UTF-8''a%C3%A7%C3%A3o%20%22x%22.pdf");
    assertThat(header(given, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(given, "Content-Security-Policy")).startsWith("sandbox");
    assertThat(carl.client().get(place).status()).as("nobody to the task").isEqualTo(404);
    String other = papers();
    assertThat(ana.client().get(place.replace(task, other)).status()).isEqualTo(404);
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void theBytesSayTheType() throws IOException {
    String task = papers();
    Answer png = attach(ana.client(), task, "invoice.pdf", PNG);
    assertThat(png.status()).isEqualTo(422);
    assertThat(png.body().path("detail").asText()).contains("image/png");
    byte[] page = "<!doctype html><html><script>1</script>".getBytes(StandardCharsets.US_ASCII);
    assertThat(attach(ana.client(), task, "invoice.pdf", page).status()).isEqualTo(422);
    byte[] noise = {0, 1, 2, 3, (byte) 0xfe, 5};
    Answer unknown = attach(ana.client(), task, "invoice.pdf", noise);
    assertThat(unknown.body().path("detail").asText()).contains("application/octet-stream");
    assertThat(attach(ana.client(), task, "invoice.pdf", new byte[0]).status()).isEqualTo(422);
    assertThat(kept(task)).isZero();
    byte[] table = "a,b\n1,2\n".getBytes(StandardCharsets.US_ASCII);
    assertThat(attach(ana.client(), task, "table.csv", table).status()).isEqualTo(201);
    String office =
        task(
            "{\"types\":[\"application/vnd.openxmlformats-officedocument.wordprocessingml.document\"]}");
    assertThat(attach(ana.client(), office, "letter.zip", zip()).status()).isEqualTo(422);
    assertThat(attach(ana.client(), office, "letter.docx", zip()).status()).isEqualTo(201);
  }

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
      zip.write("<Types/>".getBytes(StandardCharsets.US_ASCII));
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  @Test
  void tooLargeAndTooManyAreRefusedAndNotKept() {
    String task = papers();
    byte[] large = new byte[1001];
    System.arraycopy(PDF, 0, large, 0, PDF.length);
    assertThat(attach(ana.client(), task, "a.pdf", large).status()).isEqualTo(413);
    byte[] larger = new byte[10 * 1024 * 1024 + 1];
    assertThat(attach(ana.client(), task, "a.pdf", larger).status()).isEqualTo(413);
    Answer unsaid =
        ana.client()
            .send(
                ana.client()
                    .request("/api/v1/tasks/" + task + "/files?name=a.pdf")
                    .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(larger))));
    assertThat(unsaid.status()).isEqualTo(413);
    for (int i = 0; i < 2; i++) {
      byte[] another = ("%PDF-1.7 " + i).getBytes(StandardCharsets.US_ASCII);
      for (int again = 0; again < 2; again++) {
        assertThat(attach(ana.client(), task, "a.pdf", another).status()).isEqualTo(201);
      }
    }
    assertThat(attach(ana.client(), task, "a.pdf", PDF).status()).isEqualTo(413);
    assertThat(kept(task)).isEqualTo(2);
    assertThat(admin.get("/api/v1/tasks/" + task).body().path("files")).hasSize(2);
    assertThat(attach(ana.client(), task(""), "a.pdf", PDF).status()).isEqualTo(422);
  }

  @Test
  void onlyWhoIsAskedAttaches() {
    String task = papers();
    assertThat(attach(carl.client(), task, "a.pdf", PDF).status()).isEqualTo(404);
    assertThat(attach(admin, task, "a.pdf", PDF).status()).as("sees it").isEqualTo(403);
    assertThat(kept(task)).isZero();
    for (String name : List.of("", "%20", "a%0Ab", "x".repeat(256))) {
      assertThat(attach(ana.client(), task, name, PDF).status()).as(name).isEqualTo(422);
    }
    assertThat(attach(ana.client(), task, "a.pdf", PDF).status()).isEqualTo(201);
  }
}
