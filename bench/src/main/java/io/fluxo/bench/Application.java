package io.fluxo.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The packaged application as a child process. */
final class Application implements AutoCloseable {

  private final Process process;
  private final int port;
  private final Duration startup;

  private Application(Process process, int port, Duration startup) {
    this.process = process;
    this.port = port;
    this.startup = startup;
  }

  /**
   * Starts the application and waits until it is healthy.
   *
   * @throws IOException when there is no jar, or the application ends or is not ready in time
   */
  static Application start(Path jar, Path data, Path log) throws IOException {
    int port = freePort();
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms1g",
                "-Xmx2g",
                "-XX:+UseG1GC",
                "-jar",
                jar.toString(),
                "--fluxo.data.dir=" + data,
                "--server.port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    byte[] health = Connection.request("GET", "/actuator/health", "", "");
    while (System.nanoTime() - began < TimeUnit.MINUTES.toNanos(3)) {
      if (!process.isAlive()) {
        throw new IOException("The application ended before it was ready; see " + log);
      }
      try (Connection connection = new Connection(port)) {
        if (connection.exchange(health).status() == 200) {
          return new Application(process, port, Duration.ofNanos(System.nanoTime() - began));
        }
      } catch (IOException e) {
        // not listening yet
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    process.destroy();
    throw new IOException("The application was not ready within three minutes; see " + log);
  }

  /** The executable jar of the api module. */
  static Path jarIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> jars =
          files
              .filter(file -> file.getFileName().toString().matches("fluxo-api-.*\\.jar"))
              .toList();
      if (jars.size() != 1) {
        throw new IOException(
            "Expected one fluxo-api jar in %s, found %s".formatted(directory, jars));
      }
      return jars.getFirst();
    }
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  Duration startup() {
    return startup;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
