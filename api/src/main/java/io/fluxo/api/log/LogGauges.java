package io.fluxo.api.log;

import io.fluxo.messages.evidence.LogLag;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** How far the log is behind, as meters; each look asks the database. */
@Component
final class LogGauges implements MeterBinder {

  private final LogLag lag;

  LogGauges(LogLag lag) {
    this.lag = lag;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    Gauge.builder("fluxo.log.lag.events", () -> lag.now().events()).register(meters);
    Gauge.builder("fluxo.log.lag.seconds", () -> lag.now().millis() / 1e3).register(meters);
  }
}
