package io.fluxo.api.boot.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * As whom the server's programs run. PostgreSQL refuses root; as root they run in a user namespace
 * without a mapping, where the files of root stay theirs, or, where containers forbid namespaces,
 * as {@code nobody}, who then owns the files.
 */
enum PostgresUser {
  SELF(""),
  NAMESPACE("unshare -U"),
  NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups");

  private final String prefix;

  PostgresUser(String prefix) {
    this.prefix = prefix;
  }

  /** Who can run the server here, for a cluster that exists already or is yet to be made. */
  static PostgresUser forCluster(Path cluster) throws IOException {
    Path self = Path.of("/proc/self");
    if (!Files.exists(self) || uid(self) != 0) {
      return SELF;
    }
    if (Files.exists(cluster) && uid(cluster) != 0) {
      return NOBODY;
    }
    for (PostgresUser user : List.of(NAMESPACE, NOBODY)) {
      if (user.works()) {
        return user;
      }
    }
    throw new DatabaseException(
        "Expected to run PostgreSQL as another user than root, but neither unshare nor setpriv"
            + " works here",
        "Run Fluxo as an ordinary user, or set FLUXO_DB_URL to a PostgreSQL of your own.",
        null);
  }

  /** What stands before every command. */
  List<String> prefix() {
    return prefix.isEmpty() ? List.of() : List.of(prefix.split(" "));
  }

  /** Gives the files under the path to whom the server runs as, where that is not us. */
  void own(Path path) throws IOException {
    if (this != NOBODY) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            Files.setAttribute(dir, "unix:uid", 65534);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.setAttribute(file, "unix:uid", 65534);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private boolean works() {
    try {
      List<String> command = new ArrayList<>(prefix());
      command.add("true");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // the program is not installed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static int uid(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid");
  }
}
