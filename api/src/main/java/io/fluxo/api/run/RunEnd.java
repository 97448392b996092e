package io.fluxo.api.run;

import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunStatus;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import org.jspecify.annotations.Nullable;

/** How a run ended, as its last event tells. */
record RunEnd(RunStatus status, @Nullable Payload output, @Nullable Failure failure) {

  /** The end that the event is, or null where the run goes on. */
  static @Nullable RunEnd of(Object event) {
    if (event instanceof RunEvent.RunCompleted e) {
      return new RunEnd(RunStatus.COMPLETED, e.output(), null);
    }
    if (event instanceof RunEvent.RunFailed e) {
      return new RunEnd(RunStatus.FAILED, null, e.failure());
    }
    if (event instanceof RunEvent.RunCancelled) {
      return new RunEnd(RunStatus.CANCELLED, null, null);
    }
    if (event instanceof RunEvent.RunTimedOut e) {
      return new RunEnd(RunStatus.TIMEOUT, null, e.failure());
    }
    if (event instanceof RunEvent.RunCompensated e) {
      return new RunEnd(RunStatus.COMPENSATED, null, e.cause().failure());
    }
    return null;
  }
}
