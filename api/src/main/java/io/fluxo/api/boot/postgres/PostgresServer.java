package io.fluxo.api.boot.postgres;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded PostgreSQL: durable, on loopback, with a password, in one data directory. */
public final class PostgresServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);

  private final DataDirectory directory;
  private final Cluster cluster;
  private final PostgresPrograms programs;
  private final Database database;
  private final boolean adopted;
  private final Duration patience;
  private boolean closed;

  private PostgresServer(
      DataDirectory directory,
      Cluster cluster,
      PostgresPrograms programs,
      Database database,
      boolean adopted,
      Duration patience) {
    this.directory = directory;
    this.cluster = cluster;
    this.programs = programs;
    this.database = database;
    this.adopted = adopted;
    this.patience = patience;
  }

  /**
   * Starts the server, or adopts the one that a killed process left behind.
   *
   * @param random where passwords come from when the data directory is new
   * @return the server, ready for connections, with its roles and its database
   * @throws DatabaseException when the data directory is in use or of another major version, or the
   *     server does not start
   */
  public static PostgresServer start(PostgresSettings settings, SecureRandom random) {
    DataDirectory directory = DataDirectory.take(settings.data());
    boolean started = false;
    try {
      PostgresServer server = start(settings, directory, random);
      started = true;
      return server;
    } catch (IOException | SQLException e) {
      throw new DatabaseException(
          "Expected to start PostgreSQL in %s, but that fails: %s"
              .formatted(directory.path(), e.getMessage()),
          "Read server.log in the directory 'postgres' of the data directory.",
          e);
    } finally {
      if (!started) {
        directory.close();
      }
    }
  }

  private static PostgresServer start(
      PostgresSettings settings, DataDirectory directory, SecureRandom random)
      throws IOException, SQLException {
    Path home = PostgresBinaries.unpackedIn(settings.binaries());
    PostgresPrograms programs =
        new PostgresPrograms(home, directory.path(), PostgresUser.forCluster(directory.cluster()));
    Cluster cluster = new Cluster(directory, programs);
    String version = programs.version();
    if (cluster.exists()) {
      cluster.requireMajorOf(version);
    }
    Secrets secrets = Secrets.in(directory.secrets(), random);
    if (!cluster.exists()) {
      LOG.info("Making the database in {}", directory.path());
      cluster.create(secrets.admin());
    }
    Optional<Postmaster> left = Postmaster.leftIn(cluster.path());
    boolean adopt = left.isPresent() && fits(left.get(), cluster, settings, secrets, version);
    int port = adopt ? left.get().port() : 0;
    if (!adopt) {
      if (left.isPresent()) {
        LOG.info("Stopping the PostgreSQL that an earlier run left behind");
        stop(programs, cluster, settings.patience());
      }
      port = freePort(settings.port() != 0 ? settings.port() : secrets.port());
    }
    // Also where a server is used again: there may be a password that the file does not know yet.
    secrets.withPort(port).writeTo(directory.secrets());
    if (!adopt) {
      cluster.configure(settings, port);
      launch(programs, cluster, settings.patience());
    }
    boolean prepared = false;
    try {
      Bootstrap.prepare(port, secrets);
      prepared = true;
    } finally {
      if (!prepared) {
        stop(programs, cluster, settings.patience());
      }
    }
    LOG.info(
        "PostgreSQL {} {} on 127.0.0.1:{}, data in {}",
        version,
        adopt ? "was still running and is used again" : "runs",
        port,
        cluster.path());
    Database database =
        new Database(
            Bootstrap.url(port, Bootstrap.DATABASE),
            secrets.app(),
            secrets.worker(),
            secrets.owner());
    return new PostgresServer(directory, cluster, programs, database, adopt, settings.patience());
  }

  /** The address and the roles to use it with. */
  public Database database() {
    return database;
  }

  /** Whether the server ran already when it was looked for. */
  public boolean adopted() {
    return adopted;
  }

  /**
   * Starts the server again where its process is gone; where it runs, it is left alone.
   *
   * @return whether it was started
   * @throws DatabaseException when it does not start
   */
  synchronized boolean revive() throws IOException {
    if (closed || Postmaster.leftIn(cluster.path()).isPresent()) {
      return false;
    }
    LOG.error("PostgreSQL has died; it is started again");
    launch(programs, cluster, patience);
    return true;
  }

  /** Stops the server, ending its sessions, and lets go of the data directory. The data stays. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      stop(programs, cluster, Duration.ofMinutes(1));
    } catch (IOException | DatabaseException e) {
      // The data is safe all the same; the next start adopts or stops what is left.
      LOG.warn("PostgreSQL could not be stopped: {}", e.getMessage());
    } finally {
      directory.close();
    }
  }

  private static boolean fits(
      Postmaster left, Cluster cluster, PostgresSettings settings, Secrets secrets, String version)
      throws IOException {
    return (settings.port() == 0 || settings.port() == left.port())
        && cluster.isConfigured(settings, left.port())
        && Bootstrap.answers(left.port(), secrets.admin(), cluster.path(), version);
  }

  private static void launch(PostgresPrograms programs, Cluster cluster, Duration patience)
      throws IOException {
    String seconds = String.valueOf(patience.toSeconds());
    programs.run(
        "pg_ctl",
        List.of(
            "start", "-w", "-t", seconds, "-D", text(cluster.path()), "-l", text(cluster.log())),
        patience);
  }

  private static void stop(PostgresPrograms programs, Cluster cluster, Duration patience)
      throws IOException {
    String seconds = String.valueOf(patience.toSeconds());
    programs.run(
        "pg_ctl",
        List.of("stop", "-w", "-t", seconds, "-m", "fast", "-D", text(cluster.path())),
        patience);
  }

  private static String text(Path path) {
    return path.toString();
  }

  /** The wanted port if nobody has it, else any. */
  private static int freePort(int wanted) throws IOException {
    try {
      return bind(wanted);
    } catch (BindException e) {
      int other = bind(0);
      LOG.info("Port {} is taken; PostgreSQL uses {} from now on", wanted, other);
      return other;
    }
  }

  private static int bind(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return socket.getLocalPort();
    }
  }
}
