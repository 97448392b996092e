package io.fluxo.api.health;

import io.fluxo.api.boot.postgres.DatabaseWatch;
import io.fluxo.messages.health.Watched;
import java.io.File;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The parts of the health. Down is only what keeps the service from taking anything in; what it
 * does without is degraded. None of them waits for anything.
 */
@Configuration(proxyBeanMethods = false)
class HealthParts {

  /** It works, but not all of it as it should. */
  static final Status DEGRADED = new Status("DEGRADED", "It works, but not as it should");

  private static final long MOST_LAG = Duration.ofSeconds(30).toMillis();
  private static final long MOST_OVERDUE = Duration.ofSeconds(60).toMillis();

  @Bean
  HealthIndicator databaseHealthIndicator(DatabaseWatch watch) {
    return () ->
        (watch.isUp() ? Health.up() : Health.down())
            .withDetail("sinceSeconds", watch.since().toSeconds())
            .build();
  }

  /** The worker says that it is alive by a write, so that who cannot say so cannot write. */
  @Bean
  HealthIndicator storeHealthIndicator(Watchdog watchdog, DatabaseWatch watch) {
    return () -> {
      Pulse pulse = watchdog.pulse();
      boolean writes = watch.isUp() && pulse.work().alive();
      return (writes ? Health.up() : Health.down()).withDetail("writes", writes).build();
    };
  }

  @Bean
  HealthIndicator processorsHealthIndicator(Watchdog watchdog) {
    return () -> {
      Pulse pulse = watchdog.pulse();
      Map<String, Watched.State> states = watchdog.states();
      boolean well =
          pulse.known()
              && pulse.lag().millis() <= MOST_LAG
              && states.values().stream()
                  .allMatch(
                      state -> state == Watched.State.RUNNING || state == Watched.State.RESTING);
      return status(well)
          .withDetail("lagEvents", pulse.lag().events())
          .withDetail("lagMillis", pulse.lag().millis())
          .withDetail("states", states)
          .build();
    };
  }

  @Bean
  HealthIndicator workHealthIndicator(Watchdog watchdog) {
    return () -> {
      Pulse pulse = watchdog.pulse();
      boolean well =
          pulse.known() && pulse.work().alive() && pulse.work().overdueMillis() <= MOST_OVERDUE;
      return status(well)
          .withDetail("alive", pulse.work().alive())
          .withDetail("overdueMillis", pulse.work().overdueMillis())
          .build();
    };
  }

  @Bean
  HealthIndicator deadLettersHealthIndicator(Watchdog watchdog) {
    return () -> {
      Pulse pulse = watchdog.pulse();
      return status(pulse.deadEvents() == 0 && pulse.deadWork() == 0)
          .withDetail("events", pulse.deadEvents())
          .withDetail("work", pulse.deadWork())
          .build();
    };
  }

  /**
   * The disk under the data directory.
   *
   * @param low MiB; with less free it is degraded
   */
  @Bean
  HealthIndicator diskHealthIndicator(
      @Value("${fluxo.data.dir}") String data, @Value("${fluxo.health.disk-low:512}") long low) {
    File directory = new File(data);
    return () -> {
      long free = directory.getUsableSpace() >> 20;
      return status(free >= low).withDetail("freeMiB", free).withDetail("lowMiB", low).build();
    };
  }

  private static Health.Builder status(boolean well) {
    return well ? Health.up() : Health.status(DEGRADED);
  }
}
