package io.fluxo.api.boot.postgres;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the embedded server is run.
 *
 * @param data the directory that holds everything durable
 * @param binaries where the server's programs are unpacked, shared between data directories
 * @param port the port to listen on; 0 takes a free one once and keeps it
 * @param maxConnections how many connections the server accepts
 * @param sharedBuffers memory for pages, in PostgreSQL's notation
 * @param patience how long a start may take, crash recovery included
 */
public record PostgresSettings(
    Path data,
    Path binaries,
    int port,
    int maxConnections,
    String sharedBuffers,
    Duration patience) {

  public PostgresSettings {
    data = data.toAbsolutePath().normalize();
    binaries = binaries.toAbsolutePath().normalize();
  }

  /** The defaults for the given data directory. */
  public static PostgresSettings in(Path data) {
    return new PostgresSettings(data, data.resolve("bin"), 0, 50, "256MB", Duration.ofMinutes(1));
  }

  /** The same with the programs elsewhere. */
  public PostgresSettings withBinaries(Path other) {
    return new PostgresSettings(data, other, port, maxConnections, sharedBuffers, patience);
  }

  /** The same with room for another number of connections. */
  public PostgresSettings withMaxConnections(int other) {
    return new PostgresSettings(data, binaries, port, other, sharedBuffers, patience);
  }
}
