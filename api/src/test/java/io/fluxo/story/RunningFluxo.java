package io.fluxo.story;

import io.fluxo.Application;
import io.fluxo.api.boot.postgres.EarlyDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Fluxo as a user has it: all rooms, a port, and a PostgreSQL of its own in a folder of its own.
 */
public final class RunningFluxo implements AutoCloseable {

  /** Of {@code admin@localhost}. */
  public static final String ADMIN_PASSWORD = "correct horse battery staple";

  private final Path data;
  private final List<String> settings;
  private ConfigurableApplicationContext context;

  private RunningFluxo(Path data, List<String> settings) {
    this.data = data;
    this.settings = List.copyOf(settings);
    start();
  }

  /**
   * Starts it.
   *
   * @param settings more of them, as on a command line
   */
  public static RunningFluxo inNewFolder(String... settings) {
    try {
      return new RunningFluxo(Files.createTempDirectory("fluxo-story"), List.of(settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public FluxoClient client() {
    return new FluxoClient(((ServletWebServerApplicationContext) context).getWebServer().getPort());
  }

  /** The database as the application sees it. */
  JdbcTemplate database() {
    return context.getBean(JdbcTemplate.class);
  }

  /** A part of the running application. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Stops and starts again over the same data. */
  void restart() {
    context.close();
    start();
  }

  private void start() {
    SpringApplication application = new SpringApplication(Application.class);
    application.addInitializers(new EarlyDatabase());
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--fluxo.data.dir=" + data,
                "--fluxo.outbound.allowed-hosts=127.0.0.1",
                // Tests ask more often than strangers may.
                "--fluxo.limits.per-address=off",
                "--fluxo.admin.key=" + FluxoClient.KEY,
                "--fluxo.admin.password=" + ADMIN_PASSWORD,
                "--spring.main.banner-mode=off"));
    settings.forEach(
        setting -> {
          arguments.removeIf(each -> each.split("=")[0].equals(setting.split("=")[0]));
          arguments.add(setting);
        });
    context = application.run(arguments.toArray(String[]::new));
  }

  @Override
  public void close() {
    context.close();
    deleteAll(data);
  }

  private static void deleteAll(Path folder) {
    try (var paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
