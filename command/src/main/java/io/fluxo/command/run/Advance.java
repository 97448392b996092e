package io.fluxo.command.run;

import io.fluxo.messages.node.Evaluation;
import io.fluxo.messages.node.Expressions;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.node.NodeType;
import io.fluxo.messages.node.PureInput;
import io.fluxo.messages.node.PureNode;
import io.fluxo.messages.run.LogLevel;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.secret.SecretPlace;
import io.fluxo.messages.secret.SecretUse;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepEvent.StepScheduled;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.JsonSize;
import io.fluxo.messages.value.Payload;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Carries a run on until nothing is left that can be done without waiting. Every move is applied to
 * the state the moment it is decided, by the same rules by which it will be replayed.
 */
final class Advance {

  private record Token(String node, int scope) {}

  private final Plan plan;
  private final Expressions expressions;
  private final RunLimits limits;
  private final Instant now;
  private final List<RunEvent> events = new ArrayList<>();
  private final List<StepScheduled> schedule = new ArrayList<>();
  private final List<Integer> cancel = new ArrayList<>();
  private final Deque<Token> ready = new ArrayDeque<>();
  private List<Move> moves = new ArrayList<>();
  private final int eventsBefore;
  private final long bytesBefore;
  private long bytesAdded;
  private RunState state;
  private @Nullable RunEvent end;

  Advance(Plan plan, RunState state, Expressions expressions, RunLimits limits, Instant now) {
    this.plan = plan;
    this.state = state;
    this.eventsBefore = state.events();
    this.bytesBefore = state.bytes();
    this.expressions = expressions;
    this.limits = limits;
    this.now = now;
  }

  RunState state() {
    return state;
  }

  Plan plan() {
    return plan;
  }

  Instant now() {
    return now;
  }

  /** Records an event that comes before the moves. */
  void record(RunEvent event) {
    events.add(event);
    state = state.after(event);
  }

  /** Puts a node in line. */
  void enter(String node, int scope) {
    ready.add(new Token(node, scope));
  }

  /** Does all that can be done, and ends the run where nothing is open. */
  Decided settle() {
    while (end == null && !ready.isEmpty()) {
      Token token = ready.remove();
      if (state.scopes().containsKey(token.scope())) {
        visit(plan.node(token.node()), token.scope());
      }
    }
    if (end == null && state.open().isEmpty()) {
      end = completion();
    }
    warnOfGrowth();
    flush();
    if (end != null) {
      events.add(end);
    }
    forgetUnbegun();
    return new Decided(events, schedule, cancel);
  }

  /** What was asked for and given up in the same decision never becomes a step. */
  private void forgetUnbegun() {
    if (cancel.isEmpty()) {
      return;
    }
    Set<Integer> unbegun = new HashSet<>();
    schedule.forEach(step -> unbegun.add(step.stepId().ordinal()));
    unbegun.retainAll(cancel);
    schedule.removeIf(step -> unbegun.contains(step.stepId().ordinal()));
    cancel.removeAll(unbegun);
  }

  /** Ends the run at once; all that is open is abandoned. */
  void end(RunEvent last) {
    if (end == null) {
      end = last;
      state.open().forEach((ordinal, open) -> cancelled(ordinal, open));
    }
  }

  void move(Move move) {
    long size = MoveSize.of(move);
    bytesAdded += size;
    moves.add(move);
    state = state.after(move);
    if (size > limits.warnPayload() && !(move instanceof Move.Logged)) {
      warn(SizeWarnings.ofValue(move, size));
    }
    if (moves.size() >= limits.maxMovesPerEvent()) {
      flush();
    }
  }

  /** Writes a line of warning into the run's own log. */
  void warn(String text) {
    move(new Move.Logged(SizeWarnings.RUN, LogLevel.WARN.text(), text, null));
  }

  /** Warns once, in the decision that goes over the mark, of a run that goes on. */
  private void warnOfGrowth() {
    if (end != null) {
      return;
    }
    int eventsAfter = eventsBefore + events.size() + 1;
    if (eventsBefore < limits.warnEvents() && eventsAfter >= limits.warnEvents()) {
      warn(SizeWarnings.ofEvents(eventsAfter, limits.maxEvents()));
    }
    long bytesAfter = bytesBefore + bytesAdded;
    if (bytesBefore < limits.warnBytes() && bytesAfter >= limits.warnBytes()) {
      warn(SizeWarnings.ofBytes(bytesAfter, limits.maxBytes()));
    }
  }

  private void flush() {
    if (moves.isEmpty()) {
      return;
    }
    events.add(new RunEvent.RunAdvanced(moves));
    moves = new ArrayList<>();
    if (state.events() + events.size() > limits.maxEvents() || state.bytes() > limits.maxBytes()) {
      end(
          new RunEvent.RunFailed(
              null,
              Failure.permanent(
                  Failure.LIMIT_EXCEEDED,
                  "The run's history exceeds %d events or %d bytes"
                      .formatted(limits.maxEvents(), limits.maxBytes()))));
    }
  }

  private void visit(Plan.Node node, int scope) {
    int visits = state.scope(scope).visits(node.id());
    if (visits >= plan.definition().settings().maxVisits()) {
      fail(
          0,
          node,
          scope,
          Failure.permanent(
              Failure.LOOP_GUARD,
              "Node '%s' was visited %d times: raise settings.maxVisits or end the loop"
                  .formatted(node.id(), visits)));
      return;
    }
    NodeType type = node.type();
    if (type == null) {
      fail(
          0,
          node,
          scope,
          Failure.permanent(
              Failure.UNKNOWN_NODE_TYPE,
              "No node type '%s' is installed".formatted(node.definition().type())));
      return;
    }
    try {
      if (type instanceof PureNode pure) {
        evaluate(node, pure, scope);
      } else if (!Controls.visit(this, node, scope)) {
        ask(node, type, scope);
      }
    } catch (NodeFailure failure) {
      fail(0, node, scope, failure.failure());
    }
  }

  private void evaluate(Plan.Node node, PureNode pure, int scope) throws NodeFailure {
    Map<String, Object> names = Names.of(plan, state, scope);
    Evaluation result = pure.evaluate(new PureInput(config(node, pure, names), names, expressions));
    bounded(result.output());
    Map<String, Payload> set = null;
    if (!result.set().isEmpty()) {
      set = HashMap.newHashMap(result.set().size());
      for (Map.Entry<String, Object> entry : result.set().entrySet()) {
        bounded(entry.getValue());
        set.put(entry.getKey(), Payload.of(entry.getValue()));
      }
    }
    for (Evaluation.Line line : result.log()) {
      move(
          new Move.Logged(
              node.id(),
              line.level(),
              line.message(),
              line.data() == null ? null : Payload.of(line.data())));
    }
    String branch = result.branch();
    if ("invalid".equals(branch) && node.after(branch) == null) {
      throw new NodeFailure(
          Failure.permanent(
              Failure.INVALID_DATA, "The data at node '%s' is not valid".formatted(node.id())));
    }
    move(new Move.Evaluated(node.id(), scope, Payload.of(result.output()), branch, set));
    follow(node, branch, scope);
  }

  private void ask(Plan.Node node, NodeType type, int scope) throws NodeFailure {
    List<SecretPlace> places = node.secrets() ? new ArrayList<>() : null;
    Map<String, Object> input = config(node, type, Names.of(plan, state, scope), places);
    if (node.definition().type().equals("sub_workflow")) {
      input = new HashMap<>(input);
      input.put("$depth", state.begun().depth());
    }
    bounded(input);
    int ordinal = state.nextOrdinal();
    Effect effect = type.effect(node.definition().config());
    move(new Move.Scheduled(ordinal, node.id(), scope));
    schedule.add(
        new StepScheduled(
            StepId.of(state.begun().runId(), ordinal),
            node.id(),
            type.type(),
            effect,
            Payload.of(input),
            node.definition().policy(),
            places == null || places.isEmpty()
                ? null
                : new SecretUse(plan.ref().id().value(), places)));
  }

  /** The node's configuration with all placeholders resolved, except the entries it wants raw. */
  Map<String, Object> config(Plan.Node node, NodeType type, Map<String, Object> names)
      throws NodeFailure {
    return config(node, type, names, null);
  }

  private Map<String, Object> config(
      Plan.Node node, NodeType type, Map<String, Object> names, @Nullable List<SecretPlace> places)
      throws NodeFailure {
    Map<String, Object> written = node.definition().config();
    if (written.isEmpty()) {
      return written;
    }
    Map<String, Object> resolved = HashMap.newHashMap(written.size());
    for (Map.Entry<String, Object> entry : written.entrySet()) {
      resolved.put(
          entry.getKey(),
          type.rawConfig().contains(entry.getKey())
              ? entry.getValue()
              : resolve(entry, names, places));
    }
    return resolved;
  }

  @SuppressWarnings("NullAway") // JSON trees may hold nulls
  private Object resolve(
      Map.Entry<String, Object> entry,
      Map<String, Object> names,
      @Nullable List<SecretPlace> places)
      throws NodeFailure {
    return places == null
        ? expressions.resolve(entry.getValue(), names)
        : expressions.resolve(
            entry.getValue(), names, SecretPlace.inside("", entry.getKey()), places);
  }

  @SuppressWarnings("NullAway") // JSON trees may hold nulls
  Object resolve(@Nullable Object template, Map<String, Object> names) throws NodeFailure {
    return expressions.resolve(template, names);
  }

  /** Goes on behind a node that ended well. */
  void follow(Plan.Node node, @Nullable String branch, int scope) {
    String target = node.after(branch);
    if (target != null) {
      enter(target, scope);
    } else if (scope != 0) {
      leave(scope);
    }
  }

  private void leave(int number) {
    Scope scope = state.scope(number);
    move(new Move.Left(number, Payload.of(scope.last())));
    Blocks.joined(this, scope.block());
  }

  /** Closes an open block and goes on behind it. */
  void close(int ordinal) {
    Activation.Block block = state.block(ordinal);
    abandonInside(ordinal);
    move(new Move.Closed(ordinal));
    follow(plan.node(block.node()), null, block.scope());
  }

  /** Ends an open activation well and goes on behind it. */
  void resume(int ordinal, Payload output, @Nullable String branch) {
    Activation was = state.activation(ordinal);
    Plan.Node node = plan.node(was.node());
    if (JsonSize.of(output.json()) > limits.maxPayload()) {
      fail(ordinal, node, was.scope(), tooLarge());
      return;
    }
    move(new Move.Resumed(ordinal, output, branch));
    follow(node, branch, was.scope());
  }

  /** Takes a failure to whoever handles it: the node's handler, the blocks around, the run's. */
  void fail(int ordinal, Plan.Node node, int scope, Failure failure) {
    String handler = node.definition().onError();
    String last = plan.definition().settings().onError();
    if (handler == null
        && scope == 0
        && last != null
        && !last.equals(node.id())
        && state.scope(0).visits(last) == 0) {
      handler = last;
    }
    move(new Move.Failed(ordinal, node.id(), scope, failure, handler));
    if (handler != null) {
      enter(handler, scope);
    } else if (scope == 0) {
      end(new RunEvent.RunFailed(node.id(), failure));
    } else {
      int block = state.scope(scope).block();
      Activation.Block around = state.block(block);
      abandonInside(block);
      move(new Move.Abandoned(block));
      failBlock(plan.node(around.node()), around.scope(), failure);
    }
  }

  private void failBlock(Plan.Node block, int scope, Failure failure) {
    fail(0, block, scope, failure);
  }

  /** Abandons everything that is open in the scopes of a block, innermost first. */
  private void abandonInside(int block) {
    for (Map.Entry<Integer, Activation> entry : List.copyOf(state.open().entrySet())) {
      int ordinal = entry.getKey();
      Activation open = state.open().get(ordinal);
      if (open == null) {
        continue;
      }
      Scope scope = state.scopes().get(open.scope());
      if (scope != null && scope.block() == block) {
        if (open instanceof Activation.Block) {
          abandonInside(ordinal);
        }
        cancelled(ordinal, open);
        move(new Move.Abandoned(ordinal));
      }
    }
  }

  private void cancelled(int ordinal, Activation open) {
    if (open instanceof Activation.Step) {
      cancel.add(ordinal);
    }
  }

  private void bounded(@Nullable Object json) throws NodeFailure {
    if (JsonSize.of(json) > limits.maxPayload()) {
      throw new NodeFailure(tooLarge());
    }
  }

  private Failure tooLarge() {
    return Failure.permanent(
        Failure.LIMIT_EXCEEDED, "A value exceeds %d bytes".formatted(limits.maxPayload()));
  }

  private RunEvent completion() {
    Object template = plan.definition().output();
    if (template == null) {
      return new RunEvent.RunCompleted(Payload.of(state.scope(0).last()));
    }
    try {
      Object output = expressions.resolve(template, Names.of(plan, state, 0));
      bounded(output);
      return new RunEvent.RunCompleted(Payload.of(output));
    } catch (NodeFailure failure) {
      return new RunEvent.RunFailed(null, failure.failure());
    }
  }
}
