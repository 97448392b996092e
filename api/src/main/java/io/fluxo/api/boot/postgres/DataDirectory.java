package io.fluxo.api.boot.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The directory of one installation, held by one process at a time. */
final class DataDirectory implements AutoCloseable {

  private final Path path;
  private final FileChannel channel;

  private DataDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes the directory for this process, creating it when it is missing.
   *
   * @throws DatabaseException when another process, or another instance here, has it
   */
  static DataDirectory take(Path path) {
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(
              path.resolve("fluxo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new DatabaseException(
            "Expected to have the data directory %s alone, but another Fluxo is using it"
                .formatted(path),
            "Stop the other one, or give this one its own directory with --fluxo.data.dir=...",
            null);
      }
      return new DataDirectory(path, channel);
    } catch (IOException e) {
      throw new DatabaseException(
          "Expected to write to the data directory %s, but that fails: %s"
              .formatted(path, e.getMessage()),
          "Check its permissions, or name another with --fluxo.data.dir=...",
          e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by another instance inside this same JVM
    }
  }

  /** The files of the server. */
  Path cluster() {
    return path.resolve("postgres");
  }

  /** Where a cluster is made before it gets its name, so that half a one is never mistaken. */
  Path unfinishedCluster() {
    return path.resolve("postgres.new");
  }

  /** Passwords and port, readable by the owner only. */
  Path secrets() {
    return path.resolve("postgres.properties");
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
