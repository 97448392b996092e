package io.fluxo.command.run;

import io.fluxo.command.workflow.Durations;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.node.NodeType;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.KeyText;
import io.fluxo.messages.value.Payload;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The node types that steer a run instead of computing or acting. */
final class Controls {

  private static final Duration LONGEST_WAIT = Duration.ofDays(3660);

  private Controls() {}

  /** Executes the node if it is a control node; false if it is not. */
  static boolean visit(Advance run, Plan.Node node, int scope) throws NodeFailure {
    switch (node.definition().type()) {
      case "parallel" -> Blocks.fork(run, node, scope);
      case "for_each" -> Blocks.each(run, node, scope);
      case "delay" -> park(run, node, scope, delay(run, config(run, node, scope)), null, null);
      case "wait_for_event" -> await(run, node, scope);
      case "retry" -> again(run, node, scope);
      case "human_task" -> Asking.ask(run, node, scope, config(run, node, scope));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** What an activation does whose time has come. */
  static void due(Advance run, int ordinal, Activation.Parked parked) {
    Plan.Node node = run.plan().node(parked.node());
    switch (node.definition().type()) {
      case "wait_for_event" -> {
        if (node.definition().branches().containsKey("timeout")) {
          run.resume(ordinal, Payload.EMPTY, "timeout");
        } else {
          run.fail(
              ordinal,
              node,
              parked.scope(),
              Failure.permanent(
                  Failure.TIMEOUT, "Event '%s' did not come in time".formatted(parked.event())));
        }
      }
      case "retry" -> run.resume(ordinal, Payload.EMPTY, "again");
      default -> run.resume(ordinal, Payload.EMPTY, null);
    }
  }

  private static void await(Advance run, Plan.Node node, int scope) throws NodeFailure {
    Map<String, Object> config = config(run, node, scope);
    Instant due = config.get("timeout") == null ? null : after(run.now(), config.get("timeout"));
    Object correlation = config.get("correlation");
    park(
        run,
        node,
        scope,
        due,
        text(config.get("event"), "event"),
        correlation == null ? null : key(correlation, "correlation"));
  }

  private static void again(Advance run, Plan.Node node, int scope) throws NodeFailure {
    Map<String, Object> config = config(run, node, scope);
    int visits = run.state().scope(scope).visits(node.id());
    int most = config.get("maxAttempts") instanceof Number n ? n.intValue() : 3;
    if (visits >= most) {
      run.move(
          new Move.Evaluated(
              node.id(), scope, Payload.of(Map.of("attempts", visits)), "exhausted", null));
      run.follow(node, "exhausted", scope);
    } else if (config.get("delay") != null) {
      Duration delay = duration(config.get("delay"));
      double factor = config.get("multiplier") instanceof Number n ? n.doubleValue() : 1;
      double millis = delay.toMillis() * Math.pow(factor, visits);
      long bounded = (long) Math.min(millis, (double) LONGEST_WAIT.toMillis());
      park(run, node, scope, run.now().plusMillis(bounded), null, null);
    } else {
      run.move(
          new Move.Evaluated(
              node.id(), scope, Payload.of(Map.of("attempts", visits + 1)), "again", null));
      run.follow(node, "again", scope);
    }
  }

  private static void park(
      Advance run,
      Plan.Node node,
      int scope,
      @Nullable Instant due,
      @Nullable String event,
      @Nullable String correlation) {
    run.move(new Move.Parked(run.state().nextOrdinal(), node.id(), scope, due, event, correlation));
  }

  private static Instant delay(Advance run, Map<String, Object> config) throws NodeFailure {
    Object until = config.get("until");
    if (until == null) {
      return after(run.now(), config.get("duration"));
    }
    try {
      Instant due = Instant.parse(text(until, "until"));
      if (due.isAfter(run.now().plus(LONGEST_WAIT))) {
        throw invalid("Expected 'until' to be within " + LONGEST_WAIT.toDays() + " days");
      }
      return due.isBefore(run.now()) ? run.now() : due;
    } catch (DateTimeException e) {
      throw invalid("Expected 'until' to be an ISO-8601 instant such as 2030-01-31T12:00:00Z");
    }
  }

  private static Instant after(Instant now, @Nullable Object duration) throws NodeFailure {
    return now.plus(duration(duration));
  }

  private static Duration duration(@Nullable Object value) throws NodeFailure {
    Duration duration = Durations.parse(String.valueOf(value));
    if (duration == null) {
      throw invalid("Expected a duration such as PT10S, 10s, 5m, 2h or 1d");
    }
    if (duration.isNegative() || duration.compareTo(LONGEST_WAIT) > 0) {
      throw invalid("Expected a duration of 0 to " + LONGEST_WAIT.toDays() + " days");
    }
    return duration;
  }

  private static Map<String, Object> config(Advance run, Plan.Node node, int scope)
      throws NodeFailure {
    NodeType type = Objects.requireNonNull(node.type());
    return NodeConfig.of(
        node, type, run.expressions(), Names.of(run.plan(), run.state(), scope), null);
  }

  private static String text(@Nullable Object value, String name) throws NodeFailure {
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    throw invalid("Expected '%s' to be a text".formatted(name));
  }

  private static String key(Object value, String name) throws NodeFailure {
    String key = text(value, name);
    if (!KeyText.fits(key)) {
      throw invalid("Expected '%s' to be %s".formatted(name, KeyText.FORM));
    }
    return key;
  }

  private static NodeFailure invalid(String message) {
    return new NodeFailure(Failure.permanent(Failure.INVALID_DATA, message));
  }
}
