package io.fluxo.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** {@link Engine} as a child process on the class path of the packaged application. */
final class EngineProcess {

  private static final long PATIENCE_SECONDS = 300;

  private EngineProcess() {}

  /**
   * Measures the engine on data that the workflows were published in; nothing else may use them.
   *
   * @return runs per second by workload and number of runs that are open at a time, as {@code A.64}
   * @throws IOException when it does not end or does not end well
   */
  static Properties measure(Path jar, Path data, Settings settings)
      throws IOException, InterruptedException {
    Path log = settings.out().resolve("engine.log");
    Path results = settings.out().resolve("engine.properties");
    Files.deleteIfExists(results);
    Process process =
        Java.start(
            log,
            List.of(
                "-Dloader.main=" + Engine.class.getName(),
                "-Dloader.path=" + settings.classes(),
                "-cp",
                jar.toString(),
                "org.springframework.boot.loader.launch.PropertiesLauncher",
                data.toString(),
                Double.toString(settings.warmup() / 3),
                Double.toString(settings.rounds() * settings.seconds()),
                results.toString()));
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    if (!Files.exists(results)) {
      throw new IOException("The engine gave no results; see " + log);
    }
    Properties rates = new Properties();
    try (Reader reader = Files.newBufferedReader(results)) {
      rates.load(reader);
    }
    return rates;
  }
}
