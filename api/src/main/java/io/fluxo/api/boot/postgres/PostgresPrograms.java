package io.fluxo.api.boot.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code initdb}, {@code pg_ctl} and {@code postgres} as the user that may. */
final class PostgresPrograms {

  private final Path home;
  private final Path scratch;
  private final PostgresUser user;

  /**
   * Programs ready to run.
   *
   * @param home where they were unpacked
   * @param scratch a directory of ours for their output
   * @param user as whom they run
   */
  PostgresPrograms(Path home, Path scratch, PostgresUser user) {
    this.home = home;
    this.scratch = scratch;
    this.user = user;
  }

  PostgresUser user() {
    return user;
  }

  /** The server's version as it tells it, for example {@code 18.3}. */
  String version() throws IOException {
    String line = run("postgres", List.of("--version"), Duration.ofSeconds(20)).strip();
    return line.substring(line.lastIndexOf(' ') + 1);
  }

  /**
   * Runs one program to its end.
   *
   * @return what it printed
   * @throws DatabaseException when it fails or takes too long, with its own words
   */
  String run(String program, List<String> arguments, Duration patience) throws IOException {
    List<String> command = new ArrayList<>(user.prefix());
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    // A file, not a pipe: the server inherits it from pg_ctl and would keep a pipe open for ever.
    Path output = Files.createTempFile(scratch, program, ".out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .directory(home.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
      builder.environment().put("LC_ALL", "C");
      Process process = builder.start();
      if (!process.waitFor(patience.toSeconds() + 10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw failed(program, "it did not end within " + patience, output);
      }
      if (process.exitValue() != 0) {
        throw failed(program, "it ended with code " + process.exitValue(), output);
      }
      return Files.readString(output, StandardCharsets.ISO_8859_1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Expected to wait for " + program + ", but was interrupted", e);
    } finally {
      deleteQuietly(output);
    }
  }

  private static DatabaseException failed(String program, String how, Path output)
      throws IOException {
    String words = Files.readString(output, StandardCharsets.ISO_8859_1).strip();
    return new DatabaseException(
        "Expected PostgreSQL's %s to succeed, but %s: %s".formatted(program, how, words),
        "Read server.log in the directory 'postgres' of the data directory.",
        null);
  }

  private static void deleteQuietly(Path output) throws IOException {
    try {
      Files.deleteIfExists(output);
    } catch (FileSystemException e) {
      output.toFile().deleteOnExit(); // Windows: the server that inherited it still holds it
    }
  }
}
