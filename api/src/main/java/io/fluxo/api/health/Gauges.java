package io.fluxo.api.health;

import io.fluxo.api.boot.postgres.DatabaseWatch;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** What the watchdog saw last, as meters. */
@Component
final class Gauges implements MeterBinder {

  private final Watchdog watchdog;
  private final DatabaseWatch database;

  Gauges(Watchdog watchdog, DatabaseWatch database) {
    this.watchdog = watchdog;
    this.database = database;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    gauge(meters, "fluxo.views.lag.events", () -> watchdog.pulse().lag().events());
    gauge(meters, "fluxo.views.lag.seconds", () -> watchdog.pulse().lag().millis() / 1e3);
    gauge(
        meters, "fluxo.work.overdue.seconds", () -> watchdog.pulse().work().overdueMillis() / 1e3);
    gauge(meters, "fluxo.dead.events", () -> watchdog.pulse().deadEvents());
    gauge(meters, "fluxo.dead.work", () -> watchdog.pulse().deadWork());
    gauge(meters, "fluxo.database.up", () -> database.isUp() ? 1 : 0);
    FunctionCounter.builder("fluxo.database.revivals", database, DatabaseWatch::revivals)
        .register(meters);
  }

  private static void gauge(MeterRegistry meters, String name, Supplier<Number> value) {
    Gauge.builder(name, value).register(meters);
  }
}
