package io.fluxo.api.boot.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

/** A PostgreSQL of the operator, which a test may crash and start again. */
public final class PostgresUnderTest implements AutoCloseable {

  private static final Path BINARIES = Path.of("target/postgres-programs");

  private final PostgresSettings settings;
  private final PostgresServer server;
  private final PostgresPrograms programs;
  private final Path cluster;
  private final Path log;
  private final Secrets secrets;

  private PostgresUnderTest(Path data) throws IOException {
    this.settings = PostgresSettings.in(data).withBinaries(BINARIES).withMaxConnections(100);
    this.server = PostgresServer.start(settings, new SecureRandom());
    this.cluster = settings.data().resolve("postgres");
    this.log = cluster.resolve("server.log");
    this.programs =
        new PostgresPrograms(
            PostgresBinaries.unpackedIn(settings.binaries()),
            settings.data(),
            PostgresUser.forCluster(cluster));
    this.secrets = Secrets.in(settings.data().resolve("postgres.properties"), new SecureRandom());
  }

  /** Starts one in the folder. */
  public static PostgresUnderTest start(Path data) throws IOException {
    return new PostgresUnderTest(data);
  }

  public int port() {
    return secrets.port();
  }

  /**
   * What the program is told to reach it.
   *
   * @param through the port to go by
   */
  public List<String> settings(int through) {
    return List.of(
        "--fluxo.db.url=jdbc:postgresql://127.0.0.1:" + through + "/fluxo",
        "--fluxo.db.user=" + secrets.app().user(),
        "--fluxo.db.password=" + secrets.app().password(),
        "--fluxo.db.worker.user=" + secrets.worker().user(),
        "--fluxo.db.worker.password=" + secrets.worker().password(),
        "--fluxo.db.owner.user=" + secrets.owner().user(),
        "--fluxo.db.owner.password=" + secrets.owner().password());
  }

  /** A connection of the superuser to the program's database, by the port. */
  public Connection admin(int through) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", secrets.admin().user());
    properties.setProperty("password", secrets.admin().password());
    properties.setProperty("connectTimeout", "10");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + through + "/fluxo", properties);
  }

  /** Ends all its processes at once, as the power cut does it. */
  public void crash() throws IOException {
    programs.run(
        "pg_ctl",
        List.of("stop", "-w", "-t", "60", "-m", "immediate", "-D", cluster.toString()),
        Duration.ofMinutes(1));
  }

  /** Starts it after a crash, and waits until it has recovered. */
  public void revive() throws IOException {
    programs.run(
        "pg_ctl",
        List.of("start", "-w", "-t", "60", "-D", cluster.toString(), "-l", log.toString()),
        Duration.ofMinutes(1));
  }

  /** Starts it where it ended by itself. */
  public void reviveIfDead() throws IOException {
    for (int i = 0; i < 300 && !answers(); i++) {
      if (!Files.exists(cluster.resolve("postmaster.pid"))) {
        revive();
      }
      LockSupport.parkNanos(200_000_000L);
    }
  }

  private boolean answers() {
    try (Connection connection = admin(port())) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  /** What the server wrote about itself. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    server.close();
  }
}
