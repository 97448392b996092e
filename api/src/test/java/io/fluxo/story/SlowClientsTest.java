package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.story.FluxoClient.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Callers that send or read byte by byte, over real sockets, while others go on. */
class SlowClientsTest {

  private static final int MOST_DRIPS = 300;
  private static final int THREADS = 10;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static RunningFluxo fluxo;

  @BeforeAll
  static void start() {
    fluxo =
        RunningFluxo.with(
            "--server.tomcat.threads.max=" + THREADS,
            "--server.tomcat.connection-timeout=1s",
            "--fluxo.limits.header-time=2s",
            "--fluxo.limits.body-time=2s",
            "--fluxo.limits.thread-time=10m",
            "--fluxo.limits.waiting-per-tenant=2",
            "--fluxo.limits.streams-per-caller=1");
    assertThat(
            fluxo
                .client()
                .publish(
                    """
                    id: waits
                    nodes:
                      - {id: wait, type: wait_for_event, config: {event: go}}
                    """)
                .status())
        .isEqualTo(201);
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  /** A connection that sends its first words at once, and then a byte now and then. */
  private static final class Drip implements AutoCloseable {
    private final Socket socket = new Socket();
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();

    Drip(String words) throws IOException {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), fluxo.client().port()));
      socket.setSoTimeout(100);
      socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends one more byte and reads what has come; true where the connection has ended. */
    boolean endedAfter(char next) {
      try {
        socket.getOutputStream().write(next);
        int read = socket.getInputStream().read();
        if (read >= 0) {
          answer.write(read);
          answer.write(socket.getInputStream().readNBytes(socket.getInputStream().available()));
        }
        return read < 0;
      } catch (SocketTimeoutException e) {
        return false;
      } catch (IOException e) {
        return true;
      }
    }

    String dripUntilEnd(char next) {
      for (int i = 0; i < MOST_DRIPS; i++) {
        if (endedAfter(next)) {
          return answer.toString(StandardCharsets.UTF_8);
        }
      }
      throw new AssertionError("The connection is still open");
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static String post(String token, String path) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + (token == null ? "" : "Authorization: Bearer " + token + "\r\n")
        + "Content-Length: 1000000\r\n\r\n{";
  }

  private static void othersAreServed() {
    assertThat(fluxo.client().get("/actuator/health").status()).isEqualTo(200);
    assertThat(fluxo.client().get("/api/v1/runs").status()).isEqualTo(200);
  }

  @Test
  void aHeadThatDripsIsCutOff() throws IOException {
    try (Drip drip = new Drip("GET /actuator/health HTTP/1.1\r\nHost: localhost\r\nX-A: ")) {
      assertThat(drip.dripUntilEnd('a')).doesNotContain("200");
    }
    try (Drip drip = new Drip("GET /")) {
      assertThat(drip.dripUntilEnd('a')).doesNotContain("200");
    }
    othersAreServed();
  }

  @Test
  void aBodyThatDripsIsAnsweredAndCutOff() throws IOException {
    try (Drip drip = new Drip(post(FluxoClient.KEY, "/api/v1/workflows/waits/runs"))) {
      boolean answered = false;
      for (int i = 0; i < MOST_DRIPS && !answered; i++) {
        drip.endedAfter(' ');
        answered = drip.answer.toString(StandardCharsets.UTF_8).contains("body_too_slow");
      }
      assertThat(drip.answer.toString(StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 408")
          .contains("body_too_slow");
    }
    othersAreServed();
  }

  /** The server reads a refused body to its end; nobody may keep it from others that way. */
  @Test
  void manySlowBodiesLeaveThreadsToOthers() throws IOException {
    List<Drip> drips = new ArrayList<>();
    try {
      for (int i = 0; i < 3 * THREADS; i++) {
        drips.add(new Drip(post(i % 2 == 0 ? null : "nonsense", "/api/v1/workflows/waits/runs")));
      }
      CompletableFuture<Void> others = CompletableFuture.runAsync(SlowClientsTest::othersAreServed);
      int open = drips.size();
      for (int i = 0; i < MOST_DRIPS && (open > THREADS / 2 || !others.isDone()); i++) {
        drips.removeIf(drip -> drip.endedAfter(' '));
        open = drips.size();
      }
      assertThat(open).isLessThanOrEqualTo(THREADS / 2);
      others.join();
    } finally {
      for (Drip drip : drips) {
        drip.close();
      }
    }
  }

  @Test
  void onlySoManyOfATenantWait() {
    String start = "/api/v1/workflows/waits/runs";
    List<CompletableFuture<Answer>> waiting =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        () -> fluxo.client().post(start + "?wait=20s", "{}"),
                        run -> Thread.ofVirtual().start(run)))
            .limit(2)
            .toList();
    Answer refused =
        Eventually.is(
            () -> fluxo.client().post(start + "?wait=1s", "{}"), answer -> answer.status() == 503);
    assertThat(refused.body().path("code").asText()).isEqualTo("too_many_open");
    assertThat(refused.body().path("type").asText())
        .isEqualTo("https://iana.org/assignments/http-problem-types#temporary-reduced-capacity");
    assertThat(refused.raw().headers().firstValue("Retry-After")).isPresent();
    assertThat(fluxo.client().post(start, "{}").status()).isEqualTo(202);
    fluxo.client().get("/api/v1/runs").body().path("items").forEach(SlowClientsTest::cancel);
    waiting.forEach(CompletableFuture::join);
    assertThat(fluxo.client().post(start + "?wait=100ms", "{}").status()).isEqualTo(202);
  }

  private static void cancel(JsonNode run) {
    String id = run.path("runId").asText(run.path("id").asText());
    fluxo.client().post("/api/v1/runs/" + id + "/cancel", "{}");
  }

  @Test
  void aStreamThatNobodyReadsIsEnded() throws IOException {
    // As much as stands in an event.
    String large = "x".repeat(7_500);
    try (Socket deaf = new Socket()) {
      deaf.setReceiveBufferSize(4_096);
      deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), fluxo.client().port()));
      deaf.getOutputStream()
          .write(
              ("GET /api/v1/events/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                      + FluxoClient.KEY
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      assertThat(deaf.getInputStream().read()).isEqualTo('H');
      Answer refused = fluxo.client().get("/api/v1/events/stream");
      assertThat(refused.status()).isEqualTo(503);
      int opened = 503;
      FluxoClient starter = fluxo.client();
      for (int i = 1; i < 5_000 && opened == 503; i++) {
        starter.post("/api/v1/workflows/waits/runs", "{\"input\":{\"text\":\"" + large + "\"}}");
        opened = i % 50 == 0 ? stream() : 503;
      }
      assertThat(opened).isEqualTo(200);
    }
  }

  /** Opens a stream and closes it; its status. */
  private static int stream() {
    try {
      var answer =
          HTTP.send(
              fluxo.client().request("/api/v1/events/stream").build(),
              BodyHandlers.ofInputStream());
      answer.body().close();
      return answer.statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
