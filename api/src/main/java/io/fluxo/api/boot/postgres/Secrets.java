package io.fluxo.api.boot.postgres;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import java.util.Set;

/**
 * What the embedded server needs to be reached again, kept in a file only its owner may read.
 *
 * @param admin the superuser, used to prepare the database and for nothing else
 * @param owner the role that owns the tables
 * @param app the role that answers questions
 * @param worker the role that runs workflows
 * @param port the port used last, 0 before the first start
 */
record Secrets(Account admin, Account owner, Account app, Account worker, int port) {

  private static final String WORKER = "fluxo_worker";

  /**
   * Reads the file, or invents passwords and writes it.
   *
   * @throws IOException when it can be neither read nor written
   */
  static Secrets in(Path file, SecureRandom random) throws IOException {
    if (!Files.exists(file)) {
      Secrets fresh =
          new Secrets(
              new Account("fluxo_admin", password(random)),
              new Account("fluxo_owner", password(random)),
              new Account("fluxo_app", password(random)),
              new Account(WORKER, password(random)),
              0);
      fresh.writeTo(file);
      return fresh;
    }
    Properties stored = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      stored.load(reader);
    }
    // Files of the first releases know no worker.
    stored.putIfAbsent(WORKER, password(random));
    return new Secrets(
        account(stored, "fluxo_admin", file),
        account(stored, "fluxo_owner", file),
        account(stored, "fluxo_app", file),
        account(stored, WORKER, file),
        port(stored));
  }

  /** The same with the port that is used now. */
  Secrets withPort(int now) {
    return new Secrets(admin, owner, app, worker, now);
  }

  /** Replaces the file as a whole, so that a crash leaves the old or the new one. */
  void writeTo(Path file) throws IOException {
    Properties all = new Properties();
    for (Account account : new Account[] {admin, owner, app, worker}) {
      all.setProperty(account.user(), account.password());
    }
    all.setProperty("port", String.valueOf(port));
    StringWriter text = new StringWriter();
    all.store(text, "Passwords of the embedded PostgreSQL. Keep this file with the data.");
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    Files.createFile(next, onlyOwner(file));
    Files.writeString(next, text.toString(), StandardOpenOption.SYNC);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Permissions 0600 where the file system knows them; elsewhere the directory's own rules. */
  static FileAttribute<?>[] onlyOwner(Path file) {
    Set<String> views = file.getFileSystem().supportedFileAttributeViews();
    return views.contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static Account account(Properties stored, String user, Path file) {
    String password = stored.getProperty(user);
    if (password == null || password.isBlank()) {
      throw new DatabaseException(
          "Expected the password of %s in %s, but it is missing".formatted(user, file),
          "Restore the file from the backup of the data directory.",
          null);
    }
    return new Account(user, password);
  }

  private static int port(Properties stored) {
    String port = stored.getProperty("port", "0");
    return port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
  }

  private static String password(SecureRandom random) {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String toString() {
    return "Secrets[port=" + port + "]";
  }
}
