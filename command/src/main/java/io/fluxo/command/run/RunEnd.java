package io.fluxo.command.run;

import io.fluxo.messages.run.EndCause;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * How a sub-workflow's run ended, as its parent sees it.
 *
 * @param parent the step that waits for it
 */
public record RunEnd(StepId parent, StepOutcome outcome) {

  /** Reads the end of a run from its events; null where it has not ended or has no parent. */
  public static @Nullable RunEnd of(EventStore events, RunId run) {
    DomainEventStream stream = events.readEvents(run.value());
    StepId parent = null;
    StepOutcome outcome = null;
    while (stream.hasNext()) {
      Object payload = stream.next().getPayload();
      if (payload instanceof RunSnapshot snapshot) {
        parent = snapshot.started().parent();
      } else if (payload instanceof RunEvent event) {
        if (event instanceof RunEvent.RunStarted started) {
          parent = started.parent();
        }
        if (!(event instanceof RunEvent.RunIntervened by) || by.again() != null) {
          outcome = outcome(event); // one that was taken up again has none
        }
      }
    }
    return parent == null || outcome == null ? null : new RunEnd(parent, outcome);
  }

  private static @Nullable StepOutcome outcome(RunEvent event) {
    return switch (event) {
      case RunEvent.RunCompleted e -> new StepOutcome.Succeeded(e.output(), null);
      case RunEvent.RunFailed e -> failed(e.failure().message());
      case RunEvent.RunTimedOut e -> failed(e.failure().message());
      case RunEvent.RunCancelled e -> failed("The sub-workflow was cancelled");
      case RunEvent.RunCompensated e -> failed(message(e.cause()));
      default -> null;
    };
  }

  private static String message(EndCause cause) {
    return cause.failure() == null
        ? "The sub-workflow was cancelled, and is undone"
        : cause.failure().message();
  }

  private static StepOutcome failed(String message) {
    return new StepOutcome.Failed(Failure.permanent(Failure.SUB_WORKFLOW, message), null);
  }
}
