package io.fluxo.api.logging;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.history.CommittedEvents;
import io.fluxo.messages.history.CommittedEvents.Committed;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.step.StepEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Tells the operator how runs end: those that did not go well at {@code info}, effects whose
 * outcome nobody knows at {@code warn}, those that went well at {@code debug}. It says the class of
 * an error and never its message, which may hold what a user or a provider sent.
 */
@Component
final class RunLog implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger("io.fluxo.run");

  private final CommittedEvents.Registration registration;

  RunLog(CommittedEvents events) {
    this.registration = events.listen(batch -> batch.forEach(RunLog::write));
  }

  @Override
  public void destroy() {
    registration.close();
  }

  private record Line(Level level, String outcome, @Nullable String node, String text) {}

  static void write(Committed event) {
    Line line = line(event.event());
    if (line == null || !LOG.isEnabledForLevel(line.level)) {
      return;
    }
    try (LogFields fields = LogFields.of(Context.from(event.metaData()))) {
      fields.run(event.subject()).outcome(line.outcome);
      if (line.node != null) {
        fields.node(line.node);
      }
      LOG.atLevel(line.level).log(line.text, event.subject());
    }
  }

  private static @Nullable Line line(Object event) {
    if (event instanceof RunEvent.RunCompleted) {
      return new Line(Level.DEBUG, "completed", null, "Run {} completed");
    }
    if (event instanceof RunEvent.RunFailed e) {
      return new Line(Level.INFO, "failed", e.node(), "Run {} failed: " + e.failure().errorClass());
    }
    if (event instanceof RunEvent.RunTimedOut) {
      return new Line(Level.INFO, "timeout", null, "Run {} took longer than it may");
    }
    if (event instanceof RunEvent.RunCancelled) {
      return new Line(Level.INFO, "cancelled", null, "Run {} was cancelled");
    }
    if (event instanceof StepEvent.StepOutcomeUnknown e) {
      return new Line(
          Level.WARN,
          "unknown",
          null,
          "Whether the effect of step {} happened cannot be told: " + e.failure().errorClass());
    }
    return null;
  }
}
