package io.fluxo.api.boot.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** The files of the server: made once, configured at every start, never deleted. */
final class Cluster {

  private static final String CONF = "fluxo.conf";
  private static final long LOG_LIMIT = 16L * 1024 * 1024;

  private final DataDirectory directory;
  private final PostgresPrograms programs;

  Cluster(DataDirectory directory, PostgresPrograms programs) {
    this.directory = directory;
    this.programs = programs;
  }

  Path path() {
    return directory.cluster();
  }

  boolean exists() {
    return Files.exists(path().resolve("PG_VERSION"));
  }

  /**
   * Refuses files that another major version wrote.
   *
   * @throws DatabaseException when the versions differ
   */
  void requireMajorOf(String version) throws IOException {
    String ours = version.split("\\.", 2)[0];
    String theirs = Files.readString(path().resolve("PG_VERSION")).strip();
    if (!ours.equals(theirs)) {
      throw new DatabaseException(
          "Expected data of PostgreSQL %s in %s, but it was written by PostgreSQL %s"
              .formatted(ours, path(), theirs),
          "Dump it with the Fluxo release that wrote it and restore it here, or use that release.",
          null);
    }
  }

  /** Makes the cluster with a superuser that needs its password. */
  void create(Account admin) throws IOException {
    Path unfinished = directory.unfinishedCluster();
    FileSystemUtils.deleteRecursively(unfinished);
    Files.createDirectory(unfinished);
    Path password = directory.path().resolve("initdb.password");
    Files.deleteIfExists(password);
    Files.createFile(password, Secrets.onlyOwner(password));
    try {
      Files.writeString(password, admin.password());
      programs.user().own(password);
      programs.user().own(unfinished);
      programs.run(
          "initdb",
          List.of(
              "--pgdata=" + unfinished,
              "--username=" + admin.user(),
              "--pwfile=" + password,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--data-checksums",
              // MiB; while a segment is made nobody commits: 50 ms for one of the usual 16.
              "--wal-segsize=2"),
          Duration.ofMinutes(2));
    } finally {
      Files.deleteIfExists(password);
    }
    Files.move(unfinished, path(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Whether the settings on disk are these, so that a running server has them too. */
  boolean isConfigured(PostgresSettings settings, int port) throws IOException {
    Path conf = path().resolve(CONF);
    return Files.exists(conf) && Files.readString(conf).equals(conf(settings, port));
  }

  /** Writes the settings and the rule that only loopback with a password may enter. */
  void configure(PostgresSettings settings, int port) throws IOException {
    write(CONF, conf(settings, port));
    write(
        "pg_hba.conf",
        """
        # Written at every start. Only this machine, only with a password.
        host all all 127.0.0.1/32 scram-sha-256
        """);
    Path main = path().resolve("postgresql.conf");
    String include = "include = '" + CONF + "'";
    String text = Files.readString(main);
    if (!text.contains(include)) {
      write("postgresql.conf", text + System.lineSeparator() + include + System.lineSeparator());
    }
    Path log = log();
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
      Files.move(log, log.resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  Path log() {
    return path().resolve("server.log");
  }

  private void write(String name, String text) throws IOException {
    Path file = path().resolve(name);
    Files.writeString(file, text);
    programs.user().own(file);
  }

  private static String conf(PostgresSettings settings, int port) {
    return """
    # Written at every start; put your own settings into postgresql.auto.conf (ALTER SYSTEM).
    listen_addresses = '127.0.0.1'
    port = %d
    unix_socket_directories = ''
    password_encryption = 'scram-sha-256'
    max_connections = %d
    # What was acknowledged is on the disk.
    fsync = on
    synchronous_commit = on
    full_page_writes = on
    shared_buffers = '%s'
    # A log segment that was made once is used again, for nobody commits while one is made.
    min_wal_size = '2GB'
    max_wal_size = '2GB'
    # Would shrink page images only; these programs are built without lz4, and pglz is slow.
    wal_compression = off
    jit = off
    # The table of open work is swept while it is small, not once a minute when it is full of dead rows.
    autovacuum_naptime = '5s'
    log_checkpoints = off
    log_timezone = 'UTC'
    timezone = 'UTC'
    """
        .formatted(port, settings.maxConnections(), settings.sharedBuffers());
  }
}
