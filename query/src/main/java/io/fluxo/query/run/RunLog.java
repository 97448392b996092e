package io.fluxo.query.run;

import io.fluxo.messages.run.LogLevel;
import io.fluxo.messages.run.LogLine;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import io.fluxo.query.history.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The log of one run, folded from its events and those of its steps. A line's id is the position of
 * its event in the store and its place among the event's moves, so it never changes, and lines are
 * in the order of their ids.
 */
final class RunLog {
  private final List<LogLine> lines = new ArrayList<>();
  private final Map<Integer, String> nodes = new HashMap<>();
  private Instant time = Instant.EPOCH;
  private long position;
  private int place;

  private RunLog() {}

  static List<LogLine> of(List<RecordedEvent> events) {
    RunLog log = new RunLog();
    for (RecordedEvent recorded : events) {
      log.time = recorded.time();
      log.position = recorded.position();
      log.place = 0;
      if (recorded.event() instanceof RunEvent event) {
        log.run(event);
      } else if (recorded.event() instanceof StepEvent event) {
        log.step(new StepId(recorded.subject()).ordinal(), event);
      }
    }
    return log.lines;
  }

  private void run(RunEvent event) {
    switch (event) {
      case RunEvent.RunStarted started ->
          info(
              "Run of %s version %d started by %s"
                  .formatted(
                      started.workflow().id(),
                      started.workflow().version(),
                      started.trigger().text()));
      case RunEvent.RunAdvanced advanced -> {
        for (Move move : advanced.moves()) {
          move(move);
          place++;
        }
      }
      case RunEvent.RunCompleted ignored -> info("Run completed");
      case RunEvent.RunFailed failed ->
          line(LogLevel.ERROR, "Run failed: " + why(failed.failure()), failed.node(), null);
      case RunEvent.RunCancelled cancelled ->
          info("Run cancelled" + (cancelled.reason() == null ? "" : ": " + cancelled.reason()));
      case RunEvent.RunTimedOut timedOut ->
          line(LogLevel.ERROR, "Run timed out: " + why(timedOut.failure()), null, null);
      case RunEvent.RunIntervened by ->
          line(LogLevel.WARN, Words.of(by), Words.node(by.intervention()), null);
      case RunEvent.RunEscalated escalated ->
          line(
              LogLevel.ERROR,
              "Waiting for a person: " + why(escalated.failure()),
              escalated.node(),
              null);
      case RunEvent.RunEnding ignored -> info("Waiting for what is under way, then undoing");
      case RunEvent.RunCompensating compensating ->
          line(
              LogLevel.WARN,
              "Undoing %d effects".formatted(compensating.plan().size()),
              compensating.cause().node(),
              null);
      case RunEvent.RunUndone undone ->
          info(
              "Step %d is undone%s"
                  .formatted(
                      undone.of(), undone.byHand() == null ? "" : " by hand: " + undone.byHand()));
      case RunEvent.RunUndoFailed failed ->
          line(
              LogLevel.ERROR,
              "Step %d could not be undone: %s".formatted(failed.of(), why(failed.failure())),
              failed.node(),
              null);
      case RunEvent.RunCompensated ignored -> info("Run ended, and is undone");
    }
  }

  private void move(Move move) {
    switch (move) {
      case Move.Evaluated evaluated -> debug("Evaluated", evaluated.node(), evaluated.output());
      case Move.Scheduled scheduled -> nodes.put(scheduled.ordinal(), scheduled.node());
      case Move.Parked parked -> {
        nodes.put(parked.ordinal(), parked.node());
        line(LogLevel.INFO, waiting(parked), parked.node(), null);
      }
      case Move.Asked asked -> {
        nodes.put(asked.ordinal(), asked.node());
        line(LogLevel.INFO, "Waiting for an answer of people", asked.node(), null);
      }
      case Move.Resumed resumed -> debug("Resumed", nodes.get(resumed.ordinal()), resumed.output());
      case Move.Failed failed ->
          line(
              failed.handler() == null ? LogLevel.ERROR : LogLevel.WARN,
              "Failed: "
                  + why(failed.failure())
                  + (failed.handler() == null ? "" : "; " + failed.handler() + " takes over"),
              failed.node(),
              null);
      case Move.Opened opened -> {
        nodes.put(opened.ordinal(), opened.node());
        debug("Opened", opened.node(), null);
      }
      case Move.Closed closed -> debug("Closed", nodes.get(closed.ordinal()), null);
      case Move.Abandoned abandoned -> debug("Abandoned", nodes.get(abandoned.ordinal()), null);
      case Move.Logged logged ->
          line(level(logged.level()), logged.message(), logged.node(), logged.data());
      case Move.FellBack fellBack ->
          line(
              LogLevel.WARN,
              "Failed: %s; %s"
                  .formatted(
                      why(fellBack.failure()),
                      fellBack.to() == null
                          ? "its fallback output is used"
                          : fellBack.to() + " stands in"),
              fellBack.node(),
              null);
      case Move.Undoing undoing -> nodes.put(undoing.ordinal(), undoing.node());
      case Move.Held held -> debug("Held until the run is continued", held.node(), null);
      case Move.Queued ignored -> info("Waiting for a place among the runs of the workflow");
      case Move.Admitted ignored -> info("Has its place");
      case Move.Compensable ignored -> {}
      case Move.Spent ignored -> {}
      case Move.Entered ignored -> {}
      case Move.Left ignored -> {}
    }
  }

  private void step(int ordinal, StepEvent event) {
    String node = nodes.get(ordinal);
    switch (event) {
      case StepEvent.StepScheduled scheduled -> {
        nodes.put(ordinal, scheduled.node());
        debug("Scheduled", scheduled.node(), scheduled.input());
      }
      case StepEvent.StepStarted started ->
          debug("Attempt " + started.attempt() + " began", node, null);
      case StepEvent.StepAwaiting awaiting ->
          debug("Attempt " + awaiting.attempt() + " awaits its end", node, null);
      case StepEvent.StepSucceeded succeeded ->
          debug(
              "Attempt " + succeeded.attempt() + " succeeded" + after(succeeded.attempted()),
              node,
              succeeded.output());
      case StepEvent.StepFailed failed -> {
        String text =
            "Attempt %d failed%s: %s"
                .formatted(failed.attempt(), after(failed.attempted()), why(failed.failure()));
        if (failed.retryAt() == null) {
          line(LogLevel.ERROR, text, node, null);
        } else {
          line(LogLevel.WARN, text + "; next attempt at " + failed.retryAt(), node, null);
        }
      }
      case StepEvent.StepOutcomeUnknown unknown ->
          line(
              LogLevel.ERROR,
              "Whether attempt %d had an effect cannot be told: %s"
                  .formatted(unknown.attempt(), why(unknown.failure())),
              node,
              null);
      case StepEvent.StepResolved resolved ->
          line(LogLevel.INFO, "Unknown outcome settled: " + resolved.reason(), node, null);
      case StepEvent.StepRetried retried ->
          line(LogLevel.INFO, "Attempt " + retried.attempt() + " asked for", node, retried.input());
      case StepEvent.StepHeld ignored -> debug("Held", node, null);
      case StepEvent.StepReleased ignored -> debug("Released", node, null);
      case StepEvent.StepCancelled ignored -> debug("Cancelled", node, null);
    }
  }

  private static String after(StepEvent.@Nullable Attempted made) {
    return made == null ? "" : " after " + made.millis() + " ms";
  }

  private static String waiting(Move.Parked parked) {
    String event = parked.event() == null ? "" : " for event " + parked.event();
    return "Waiting" + event + (parked.due() == null ? "" : " until " + parked.due());
  }

  private static LogLevel level(String text) {
    for (LogLevel level : LogLevel.values()) {
      if (level.name().equals(text.toUpperCase(Locale.ROOT))) {
        return level;
      }
    }
    return LogLevel.INFO;
  }

  private static String why(Failure failure) {
    return failure.message() + " (" + failure.errorClass() + ")";
  }

  private void info(String message) {
    line(LogLevel.INFO, message, null, null);
  }

  private void debug(String message, @Nullable String node, @Nullable Payload data) {
    line(LogLevel.DEBUG, message, node, data);
  }

  private void line(LogLevel level, String message, @Nullable String node, @Nullable Payload data) {
    lines.add(new LogLine(position + "." + place, time, level, message, node, data));
  }
}
