package io.fluxo.api.postgres;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.api.boot.postgres.DatabaseException;
import io.fluxo.api.boot.postgres.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the data lives through. */
class PostgresLifeTest {

  @TempDir Path data;

  @Test
  void keepsDataAndAddressThroughStopAndStart() throws Exception {
    String url;
    try (PostgresServer first = Scene.start(data);
        Connection owner = Scene.connect(first, first.database().owner())) {
      Scene.run(owner, "CREATE TABLE kept (id int)");
      Scene.run(owner, "INSERT INTO kept VALUES (42)");
      url = first.database().url();
    }
    assertThat(data.resolve("postgres").resolve("postmaster.pid")).doesNotExist();
    try (PostgresServer second = Scene.start(data)) {
      assertThat(second.adopted()).isFalse();
      assertThat(second.database().url()).isEqualTo(url);
      assertThat(kept(second, "kept")).isEqualTo("42");
    }
  }

  @Test
  void movesToAnotherPortWhenItsOwnIsTaken() throws Exception {
    int port;
    try (PostgresServer first = Scene.start(data)) {
      port = URI.create(first.database().url().substring("jdbc:".length())).getPort();
    }
    try (ServerSocket stranger = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
        PostgresServer second = Scene.start(data)) {
      assertThat(stranger.isBound()).isTrue();
      assertThat(second.database().url()).doesNotContain(":" + port + "/");
    }
  }

  @Test
  void adoptsTheServerOfAKilledProcess() throws Exception {
    long pid = killHolder();
    try (PostgresServer server = Scene.start(data)) {
      assertThat(server.adopted()).isTrue();
      assertThat(pid()).isEqualTo(pid);
      assertThat(kept(server, "survivor")).isEqualTo("7");
    }
    ProcessHandle.of(pid).ifPresent(left -> assertThat(left.onExit()).succeedsWithin(10, SECONDS));
  }

  @Test
  void replacesALeftoverThatRunsWithOtherSettings() throws Exception {
    long pid = killHolder();
    try (PostgresServer server =
        PostgresServer.start(Scene.settings(data).withMaxConnections(40), new SecureRandom())) {
      assertThat(server.adopted()).isFalse();
      assertThat(pid()).isNotEqualTo(pid);
      assertThat(kept(server, "survivor")).isEqualTo("7");
    }
  }

  @Test
  void recoversWhenTheServerWasKilledToo() throws Exception {
    long pid = killHolder();
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    postmaster.destroyForcibly();
    postmaster.onExit().get(30, SECONDS);
    try (PostgresServer server = Scene.start(data)) {
      assertThat(server.adopted()).isFalse();
      assertThat(kept(server, "survivor")).isEqualTo("7");
    }
  }

  @Test
  void ignoresAPidFileWhoseNumberBelongsToAnotherProgram() throws Exception {
    Scene.start(data).close();
    Files.writeString(
        data.resolve("postgres").resolve("postmaster.pid"),
        "%d%n%s%n1%n5432%n%n127.0.0.1%n"
            .formatted(ProcessHandle.current().pid(), data.resolve("postgres")));
    try (PostgresServer server = Scene.start(data)) {
      assertThat(server.adopted()).isFalse();
    }
  }

  @Test
  void refusesDataOfAnotherMajorVersion() throws Exception {
    Path cluster = Files.createDirectory(data.resolve("postgres"));
    Files.writeString(cluster.resolve("PG_VERSION"), "14\n");
    assertThatThrownBy(() -> Scene.start(data))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("written by PostgreSQL 14");
    assertThat(cluster.resolve("fluxo.conf")).doesNotExist();
    assertThat(data.resolve("postgres.properties")).doesNotExist();
  }

  @Test
  void makesAnUnfinishedDatabaseAgain() throws Exception {
    Path unfinished = Files.createDirectory(data.resolve("postgres.new"));
    Files.writeString(unfinished.resolve("PG_VERSION"), "18\n");
    try (PostgresServer server = Scene.start(data)) {
      assertThat(server.database().url()).startsWith("jdbc:postgresql://127.0.0.1:");
    }
    assertThat(unfinished).doesNotExist();
  }

  private static String kept(PostgresServer server, String table) throws Exception {
    try (Connection owner = Scene.connect(server, server.database().owner())) {
      return Scene.ask(owner, "SELECT id FROM " + table);
    }
  }

  private long pid() throws IOException {
    return Long.parseLong(
        Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid")).get(0).strip());
  }

  /** Starts the server from a process of its own, kills that, and tells the server's pid. */
  private long killHolder() throws Exception {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PostgresHolder.class.getName(),
                data.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = holder.inputReader()) {
      StringBuilder said = new StringBuilder();
      String line = output.readLine();
      while (line != null && !line.equals("ready")) {
        said.append(line).append(System.lineSeparator());
        line = output.readLine();
      }
      assertThat(line).as(said.toString()).isEqualTo("ready");
      holder.destroyForcibly();
      assertThat(holder.waitFor(30, SECONDS)).isTrue();
    }
    return pid();
  }
}
