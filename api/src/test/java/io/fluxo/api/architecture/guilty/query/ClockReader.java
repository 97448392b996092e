package io.fluxo.api.architecture.guilty.query;

import io.fluxo.api.architecture.guilty.command.OpenAggregate;
import java.time.Instant;
import org.axonframework.deadline.DeadlineManager;

/** Guilty: it asks the wall clock, waits for deadlines and looks into another room. */
record ClockReader(OpenAggregate aggregate, DeadlineManager deadlines) {
  Instant now() {
    return Instant.now();
  }
}
