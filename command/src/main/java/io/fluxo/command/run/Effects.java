package io.fluxo.command.run;

import io.fluxo.command.workflow.FallbackSettings;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.node.NodeType;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.run.Undo;
import io.fluxo.messages.secret.SecretPlace;
import io.fluxo.messages.secret.SecretUse;
import io.fluxo.messages.step.StepEvent.StepScheduled;
import io.fluxo.messages.step.StepPolicy;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Effects as a run asks for them, and for their undoing. */
final class Effects {

  /** What a node is to do, with all expressions resolved. */
  record Asked(Payload input, @Nullable List<SecretPlace> places) {}

  private Effects() {}

  /** Asks for the effect of a node. */
  static void ask(Advance run, Plan.Node node, NodeType type, int scope) throws NodeFailure {
    Asked asked = asked(run, node, type, scope);
    int ordinal = run.state().nextOrdinal();
    run.move(new Move.Scheduled(ordinal, node.id(), scope));
    run.schedule(scheduled(run, node, type, ordinal, asked.input(), asked.places()));
  }

  /** What the node would be asked for now. */
  static Asked asked(Advance run, Plan.Node node, NodeType type, int scope) throws NodeFailure {
    List<SecretPlace> places = node.secrets() ? new ArrayList<>() : null;
    Map<String, Object> input =
        NodeConfig.of(
            node, type, run.expressions(), Names.of(run.plan(), run.state(), scope), places);
    if (type.type().equals("sub_workflow")) {
      input = new HashMap<>(input);
      input.put("$depth", run.state().begun().depth());
    }
    run.limits().check(input);
    return new Asked(Payload.of(input), places == null || places.isEmpty() ? null : places);
  }

  static StepScheduled scheduled(
      Advance run,
      Plan.Node node,
      NodeType type,
      int ordinal,
      Payload input,
      @Nullable List<SecretPlace> places) {
    return new StepScheduled(
        StepId.of(run.state().begun().runId(), ordinal),
        node.id(),
        type.type(),
        type.effect(node.definition().config()),
        input,
        policy(run, node),
        use(run, places),
        run.plan().definition().settings().priority());
  }

  static @Nullable SecretUse use(Advance run, @Nullable List<SecretPlace> places) {
    return places == null ? null : new SecretUse(run.plan().ref().id().value(), places);
  }

  /** Notes how an effect that just happened would be undone, where its node says so. */
  static void compensable(Advance run, int ordinal, Plan.Node node, int scope) {
    String with = node.definition().compensate();
    Plan.Node undoing = with == null ? null : run.plan().nodes().get(with);
    if (with == null || undoing == null) {
      return;
    }
    Undo undo;
    try {
      NodeType type = undoing.type();
      if (type == null) {
        throw new NodeFailure(
            Failure.permanent(
                Failure.UNKNOWN_NODE_TYPE,
                "No node type '%s' is installed".formatted(undoing.definition().type())));
      }
      Asked asked = asked(run, undoing, type, scope);
      undo = new Undo(ordinal, node.id(), with, asked.input(), asked.places(), null);
    } catch (NodeFailure e) {
      undo = new Undo(ordinal, node.id(), with, Payload.NULL, null, e.failure());
    }
    run.move(new Move.Compensable(undo));
  }

  /** How often and how long: as the node says, else as the workflow does, within the budget. */
  private static @Nullable StepPolicy policy(Advance run, Plan.Node node) {
    var settings = run.plan().definition().settings();
    StepPolicy own = node.definition().policy();
    if (own == null) {
      own = usual(settings.fallback());
    }
    int left = Math.max(0, settings.retryBudget() - run.state().control().retries());
    StepPolicy usual = own == null ? StepPolicy.DEFAULT : own;
    return usual.maxAttempts() - 1 <= left ? own : attempts(usual, left + 1);
  }

  private static @Nullable StepPolicy usual(FallbackSettings fallback) {
    Integer retries = fallback.maxRetries();
    Integer seconds = fallback.timeoutSeconds();
    if (!fallback.enabled() || (retries == null && seconds == null)) {
      return null;
    }
    StepPolicy usual = StepPolicy.DEFAULT;
    StepPolicy timed =
        new StepPolicy(
            usual.maxAttempts(),
            usual.delay(),
            usual.multiplier(),
            usual.maxDelay(),
            usual.errorClasses(),
            seconds == null ? usual.timeout() : Duration.ofSeconds(seconds));
    return retries == null ? timed : attempts(timed, retries + 1);
  }

  private static StepPolicy attempts(StepPolicy policy, int most) {
    return new StepPolicy(
        most,
        policy.delay(),
        policy.multiplier(),
        policy.maxDelay(),
        policy.errorClasses(),
        policy.timeout());
  }
}
