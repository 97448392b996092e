package io.fluxo.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    return start(jar, data, log, List.of());
  }

  /**
   * Starts it with further arguments.
   *
   * @throws IOException as {@link #start}
   */
  static Application start(Path jar, Path data, Path log, List<String> more) throws IOException {
    int port = freePort();
    List<String> arguments = new ArrayList<>();
    arguments.add("-jar");
    arguments.add(jar.toString());
    arguments.add("--fluxo.data.dir=" + data);
    arguments.add("--fluxo.admin.key=" + Connection.KEY);
    arguments.add("--server.port=" + port);
    arguments.addAll(more);
    return await(log, port, arguments);
  }

  /**
   * Starts the application that starts are compared with, on tables of its own in the same server.
   *
   * @throws IOException as {@link #start}
   */
  static Application startMinimal(Path jar, DatabaseAddress database, Path log) throws IOException {
    int port = freePort();
    return await(
        log,
        port,
        List.of(
            "-jar",
            jar.toString(),
            "--server.port=" + port,
            "--axon.axonserver.enabled=false",
            "--axon.serializer.general=jackson",
            "--spring.datasource.url=" + database.url() + "&currentSchema=minimal",
            "--spring.datasource.username=" + DatabaseAddress.OWNER,
            "--spring.datasource.password=" + database.password()));
  }

  private static Application await(Path log, int port, List<String> arguments) throws IOException {
    long began = System.nanoTime();
    Process process = Java.start(log, arguments);
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

  /** The one executable jar of that name in the directory. */
  static Path jarIn(Path directory, String name) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> jars = files.filter(file -> file.getFileName().toString().matches(name)).toList();
      if (jars.size() != 1) {
        throw new IOException("Expected one %s in %s, found %s".formatted(name, directory, jars));
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

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it without giving it time for anything. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
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
