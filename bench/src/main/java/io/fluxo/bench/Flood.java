package io.fluxo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A tenant that keeps many clients busy, as a process of its own: what its clients cost their own
 * process, such as pauses of the collector, is not measured as somebody else's waiting.
 */
public final class Flood {

  private static final int CLIENTS = 64;
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final Path result;

  private Flood(Process process, Path result) {
    this.process = process;
    this.result = result;
  }

  /** Starts the clients; they go on for so many seconds. */
  static Flood start(int port, Workload workload, double seconds, Settings settings)
      throws IOException {
    Path result = settings.out().resolve("flood.txt");
    Files.deleteIfExists(result);
    Process process =
        Java.start(
            settings.out().resolve("flood.log"),
            List.of(
                "-cp",
                settings.classes().toString(),
                Flood.class.getName(),
                Integer.toString(port),
                workload.name(),
                Double.toString(seconds),
                result.toString()));
    return new Flood(process, result);
  }

  /**
   * Waits for the end; gives the completed runs per second.
   *
   * @throws IOException when it does not end or does not end well
   */
  double rate() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    if (!Files.exists(result)) {
      throw new IOException("The flood gave no result; see flood.log beside the results");
    }
    return Double.parseDouble(Files.readString(result));
  }

  /**
   * Floods.
   *
   * @param arguments the port, the workload, how many seconds, and the file for the runs per second
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    Load.Result result =
        new Load(Integer.parseInt(arguments[0]))
            .closed(Workload.valueOf(arguments[1]), CLIENTS, Double.parseDouble(arguments[2]));
    Files.writeString(Path.of(arguments[3]), Double.toString(result.rate()));
  }
}
