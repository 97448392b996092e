package io.fluxo.story;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Fluxo in a process of its own, so that it can be killed. */
public final class ChildFluxo {

  private final Path data;
  private final int port;
  private final List<String> settings;
  private Process process;

  /**
   * One that was not started yet.
   *
   * @param data where it keeps its data and its log, {@code child.out}
   * @param settings as on the command line, besides port, key and data
   */
  public ChildFluxo(Path data, String... settings) throws IOException {
    this.data = data;
    this.settings = List.of(settings);
    try (ServerSocket free = new ServerSocket(0)) {
      this.port = free.getLocalPort();
    }
  }

  /** Somebody who may do everything. */
  public FluxoClient client() {
    return new FluxoClient(port);
  }

  /** Starts it and waits until it serves. */
  public void start() throws IOException {
    begin();
    awaitReady();
  }

  /** Starts it and does not wait. */
  public void begin() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Starts sooner, and leaves more of the machine to the others.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx768m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.fluxo.Application",
                "--server.port=" + port,
                "--fluxo.admin.key=" + FluxoClient.KEY,
                "--fluxo.data.dir=" + data));
    command.addAll(settings);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(data.toFile(), "child.out")))
            .start();
  }

  /** Waits until it serves. */
  public void awaitReady() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(100))
        .until(this::isReady);
  }

  /** Whether it serves, told within a second. */
  public boolean isReady() {
    try {
      FluxoClient client = client();
      return client
              .send(client.request("/actuator/health").timeout(Duration.ofSeconds(1)).GET())
              .status()
          == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** As the power cut does it. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
  }

  /** Stands still from here on, as a machine does whose memory is written to disk. */
  public void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Goes on where it stood still. */
  public void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  /** Lets it end what it has begun. */
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(40, TimeUnit.SECONDS)) {
      kill();
    }
  }
}
