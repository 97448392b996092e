package io.fluxo.api.boot.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.util.FileSystemUtils;

/** The programs of PostgreSQL, unpacked from the class path once per version. */
final class PostgresBinaries {

  private PostgresBinaries() {}

  /**
   * Unpacks the programs for this machine below the directory, unless they are there already.
   *
   * @return the directory that holds {@code bin}, {@code lib} and {@code share}
   * @throws DatabaseException when the class path has none for this operating system
   * @throws IOException when they cannot be written
   */
  static Path unpackedIn(Path directory) throws IOException {
    byte[] archive = archive();
    CRC32 sum = new CRC32();
    sum.update(archive);
    Path home = directory.resolve("postgresql-%08x".formatted(sum.getValue()));
    if (!Files.isDirectory(home)) {
      Files.createDirectories(directory);
      Path unfinished = Files.createTempDirectory(directory, "unpacking");
      try {
        unpack(archive, unfinished);
        readableByAll(unfinished);
        // Another process may have been quicker: then its copy is as good as ours.
        Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
        return home;
      } finally {
        FileSystemUtils.deleteRecursively(unfinished);
      }
    }
    return home;
  }

  private static byte[] archive() throws IOException {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String system = os.startsWith("win") ? "Windows" : os.startsWith("mac") ? "Darwin" : "Linux";
    String machine = System.getProperty("os.arch");
    InputStream found = null;
    try {
      found = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
    } catch (IllegalStateException e) {
      // Older resolvers threw where newer ones answer null; both mean that there is none.
    }
    if (found == null) {
      throw new DatabaseException(
          "Expected an embedded PostgreSQL for %s on %s, but this build has none"
              .formatted(system, machine),
          "Build Fluxo on this machine, or set FLUXO_DB_URL to a PostgreSQL of your own.",
          null);
    }
    try (InputStream in = found) {
      return in.readAllBytes();
    }
  }

  private static void unpack(byte[] archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new BufferedInputStream(
                new XZCompressorInputStream(new ByteArrayInputStream(archive)), 1 << 16))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("Expected entries inside the archive, but found " + path);
        }
        write(entry, tar, path);
      }
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, path);
    boolean executable = (entry.getMode() & 0100) != 0;
    if (executable && path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /** Temporary directories are private, but the server may run as somebody else. */
  private static void readableByAll(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
