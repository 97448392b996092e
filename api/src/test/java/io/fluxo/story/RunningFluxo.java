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
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Fluxo as a user has it: all rooms, a port, and a PostgreSQL of its own in a folder of its own.
 */
public final class RunningFluxo implements AutoCloseable {

  /** Of {@code admin@localhost}. */
  public static final String ADMIN_PASSWORD = "correct horse battery staple";

  private final Path data;
  private final List<String> arguments;
  private ConfigurableApplicationContext context;

  private RunningFluxo(Path data, List<String> arguments) {
    this.data = data;
    this.arguments = arguments;
    start();
  }

  public static RunningFluxo inNewFolder() {
    return with();
  }

  /**
   * One with an administrator that the tests know.
   *
   * @param settings as on the command line, without the dashes
   */
  public static RunningFluxo with(String... settings) {
    List<String> all = new ArrayList<>();
    all.add("--fluxo.admin.key=" + FluxoClient.KEY);
    all.add("--fluxo.admin.password=" + ADMIN_PASSWORD);
    for (String setting : settings) {
      all.add(setting.startsWith("--") ? setting : "--" + setting);
    }
    return inNewFolder(all.toArray(String[]::new));
  }

  /**
   * One that knows of no administrator but by these arguments.
   *
   * @param arguments of the program, besides those of every test
   */
  public static RunningFluxo inNewFolder(String... arguments) {
    try {
      return new RunningFluxo(Files.createTempDirectory("fluxo-story"), List.of(arguments));
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

  /** A part of the running application by its name. */
  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  /** Puts a part of a test's own into the running application, before others of its type. */
  public <T> void put(Class<T> type, T part) {
    ((GenericApplicationContext) context)
        .registerBean(type.getName(), type, () -> part, definition -> definition.setPrimary(true));
  }

  /** Where everything is kept. */
  Path data() {
    return data;
  }

  /** Stops and starts again over the same data. */
  public void restart(String... more) {
    context.close();
    start(more);
  }

  private void start(String... more) {
    SpringApplication application = new SpringApplication(Application.class);
    application.addInitializers(new EarlyDatabase());
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    for (String setting :
        List.of(
            "--server.port=0",
            "--fluxo.data.dir=" + data,
            "--fluxo.outbound.allowed-hosts=127.0.0.1",
            // Tests ask more often than strangers may.
            "--fluxo.limits.per-address=off",
            "--spring.main.banner-mode=off")) {
      if (all.stream().noneMatch(each -> each.split("=")[0].equals(setting.split("=")[0]))) {
        all.add(setting);
      }
    }
    context = application.run(all.toArray(String[]::new));
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
