package io.fluxo.connectors.secret;

import io.fluxo.messages.secret.SealingException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Keys in a file that only its owner may read. It is made at first use and replaced as a whole. */
final class KeystoreFile implements KeySource {

  private static final String HEAD =
      """
      # The keys of this installation; the first one seals. Whoever has this file and the database
      # can read every secret; without it nobody can. Keep a copy, apart from the database's.
      """;

  /** Somebody who rotates without end must not make the file grow without end. */
  private static final int MOST = 1_000;

  /** A file lock keeps other processes out; inside of one it may be taken once only. */
  private static final Lock IN_PROCESS = new ReentrantLock();

  private final Path file;
  private final SecureRandom random;

  KeystoreFile(Path file, SecureRandom random) {
    this.file = file.toAbsolutePath().normalize();
    this.random = random;
  }

  @Override
  public String where() {
    return "the file " + file;
  }

  @Override
  public @Nullable LocalKeys read() {
    try {
      return Files.exists(file) ? LocalKeys.parse(Files.readString(file), where()) : null;
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  @Override
  public LocalKeys readOrBegin() {
    LocalKeys there = read();
    return there == null ? change(false) : there;
  }

  @Override
  public LocalKeys add() {
    return change(true);
  }

  /** Looks once more with the lock, so that two processes never make two different first keys. */
  private LocalKeys change(boolean another) {
    IN_PROCESS.lock();
    try {
      Files.createDirectories(file.getParent());
      try (FileChannel channel =
              FileChannel.open(
                  file.resolveSibling(file.getFileName() + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        LocalKeys there = held.isValid() ? read() : null;
        if (there != null && !another) {
          return there;
        }
        if (there != null && there.keys().size() >= MOST) {
          throw new SealingException(
              "Expected fewer than %d keys in %s: take out old ones that no backup needs"
                  .formatted(MOST, where()),
              null);
        }
        LocalKeys next = there == null ? LocalKeys.fresh(random) : there.withNew(random);
        write(next);
        return next;
      }
    } catch (IOException e) {
      throw failed("write", e);
    } finally {
      IN_PROCESS.unlock();
    }
  }

  /** A crash leaves the old file or the new one; when this returns, the new one stays. */
  private void write(LocalKeys keys) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    Files.createFile(next, onlyOwner());
    Files.writeString(next, HEAD + keys.text(), StandardOpenOption.SYNC);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncDirectory();
  }

  private void syncDirectory() throws IOException {
    if (posix()) { // elsewhere a directory cannot be opened, and a move is lasting by itself
      try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }

  private FileAttribute<?>[] onlyOwner() {
    return posix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private boolean posix() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private SealingException failed(String verb, IOException cause) {
    return new SealingException(
        "Expected to %s the keystore %s, but that fails: check its permissions and the space there"
            .formatted(verb, file),
        cause);
  }
}
