package io.fluxo.api.logging;

import java.util.Locale;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Turns {@code fluxo.log=json} into structured logs (ECS); {@code console} is the default. */
final class LogFormat implements EnvironmentPostProcessor {

  static final String PROPERTY = "fluxo.log";
  static final String FORMAT = "logging.structured.format.console";

  /**
   * Reads the choice.
   *
   * @throws IllegalArgumentException when it is neither {@code console} nor {@code json}
   */
  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    String choice = environment.getProperty(PROPERTY, "console").strip().toLowerCase(Locale.ROOT);
    switch (choice) {
      case "console" -> {}
      case "json" ->
          environment
              .getPropertySources()
              .addLast(new MapPropertySource("fluxo.log", Map.of(FORMAT, "ecs")));
      default ->
          throw new IllegalArgumentException(
              "Expected fluxo.log to be 'console' or 'json', but it is '" + choice + "'");
    }
  }
}
