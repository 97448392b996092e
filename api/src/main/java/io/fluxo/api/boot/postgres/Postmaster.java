package io.fluxo.api.boot.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A server process that runs on a cluster, as its pid file tells.
 *
 * @param pid its process
 * @param port the port it listens on
 */
record Postmaster(long pid, int port) {

  /**
   * Finds the server that an earlier, killed process left running. A pid file whose process is
   * gone, or whose number now belongs to another program, is removed: it would stop the next start,
   * and a signal to it would hit a stranger.
   */
  static Optional<Postmaster> leftIn(Path cluster) throws IOException {
    Path file = cluster.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.size() >= 4 && number(lines.get(0)) && number(lines.get(3))) {
      Postmaster found =
          new Postmaster(
              Long.parseLong(lines.get(0).strip()), Integer.parseInt(lines.get(3).strip()));
      if (found.runs()) {
        return Optional.of(found);
      }
    }
    Files.deleteIfExists(file);
    return Optional.empty();
  }

  /** Whether the process is alive and is a PostgreSQL. */
  boolean runs() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> !isZombie())
        // Where the command cannot be read, believing the file is the careful answer.
        .map(handle -> handle.info().command().orElse("postgres").contains("postgres"))
        .orElse(false);
  }

  /** Dead, and only not taken note of by its parent: it holds nothing and answers nobody. */
  private boolean isZombie() {
    try {
      String status = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return status.startsWith("Z", status.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false; // another system than Linux, where the process table tells
    }
  }

  private static boolean number(String line) {
    return line.strip().matches("[0-9]{1,9}");
  }
}
