package io.fluxo.command.run;

import io.fluxo.command.humantask.TaskDesk;
import io.fluxo.command.humantask.TaskReader;
import io.fluxo.command.step.StepFacts;
import io.fluxo.messages.node.Expressions;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.run.LogLevel;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.step.StepEvent.StepScheduled;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Carries a run on until nothing is left that can be done without waiting. Every move is applied to
 * the state the moment it is decided, by the same rules by which it will be replayed.
 */
final class Advance {

  private final Plan plan;
  private final Expressions expressions;
  private final RunLimits limits;
  private final IntFunction<StepFacts> steps;
  private final BooleanSupplier place;
  private final Instant now;
  private final List<RunEvent> events = new ArrayList<>();
  private final List<StepScheduled> schedule = new ArrayList<>();
  private final List<Integer> cancel = new ArrayList<>();
  private final List<StepOrder> orders = new ArrayList<>();
  private final TaskDesk desk;
  private final TaskReader reader;
  private final List<TaskOrder> tasks = new ArrayList<>();
  private final Deque<Control.Token> ready = new ArrayDeque<>();
  private List<Move> moves = new ArrayList<>();
  private final Growth growth;
  private RunState state;
  private @Nullable RunEvent end;

  Advance(Standing at, Expressions expressions, RunLimits limits, TaskReader reader) {
    this.reader = reader;
    this.plan = at.plan();
    this.state = at.state();
    this.steps = at.steps();
    this.place = at.place();
    this.desk = at.desk();
    this.expressions = expressions;
    this.limits = limits;
    this.growth = new Growth(state, limits);
    this.now = at.now();
  }

  RunState state() {
    return state;
  }

  Expressions expressions() {
    return expressions;
  }

  RunLimits limits() {
    return limits;
  }

  Plan plan() {
    return plan;
  }

  Instant now() {
    return now;
  }

  /** Records an event between the moves. */
  void record(RunEvent event) {
    flush();
    events.add(event);
    state = state.after(event);
  }

  /** Waits for a place among the runs of the workflow, where none is free. */
  void takePlace() {
    if (plan.definition().settings().concurrency() != null && !place.getAsBoolean()) {
      move(new Move.Queued());
    }
  }

  /** Has a step of its own stream begin. */
  void schedule(StepScheduled step) {
    schedule.add(step);
  }

  /** Has a step do something else than begin or end. */
  void order(StepOrder order) {
    orders.add(order);
    if (order instanceof StepOrder.Retry && state.control().holds()) {
      orders.add(new StepOrder.Hold(order.ordinal()));
    }
  }

  /** Has a human task do something. */
  void order(TaskOrder order) {
    tasks.add(order);
  }

  /** Reads what people are asked for. */
  TaskReader tasks() {
    return reader;
  }

  /** The people and calendars that tasks speak of. */
  TaskDesk desk() {
    return desk;
  }

  /** Where a step of the run stands. */
  StepFacts step(int ordinal) {
    return steps.apply(ordinal);
  }

  /** Whether a step may be having its effect now, as far as can be told. */
  boolean mayHappen(int ordinal) {
    return schedule.stream().noneMatch(step -> step.stepId().ordinal() == ordinal)
        && step(ordinal).mayHappen(now);
  }

  /** Puts a node in line. */
  void enter(String node, int scope) {
    ready.add(new Control.Token(node, scope));
  }

  /** Does all that can be done, and ends the run where nothing is open. */
  Decided settle() {
    while (end == null && !ready.isEmpty()) {
      Control.Token token = ready.remove();
      if (!state.scopes().containsKey(token.scope())) {
        continue;
      }
      if (state.control().holds()) {
        move(new Move.Held(token.node(), token.scope()));
      } else {
        Visits.visit(this, plan.node(token.node()), token.scope());
      }
    }
    if (end == null && isDone()) {
      end = completion();
    }
    if (end == null) {
      growth.warnings(events.size() + 1).forEach(this::warn);
    }
    flush();
    if (end != null) {
      events.add(end);
    }
    forgetUnbegun();
    return new Decided(events, schedule, cancel, orders, tasks);
  }

  private boolean isDone() {
    return state.phase() == RunState.Phase.RUNNING
        && state.open().isEmpty()
        && state.control().hold().tokens().isEmpty();
  }

  /** What was asked for and given up in the same decision never becomes a step or task. */
  private void forgetUnbegun() {
    forgetUnasked();
    if (cancel.isEmpty()) {
      return;
    }
    Set<Integer> unbegun = new HashSet<>();
    schedule.forEach(step -> unbegun.add(step.stepId().ordinal()));
    unbegun.retainAll(cancel);
    schedule.removeIf(step -> unbegun.contains(step.stepId().ordinal()));
    cancel.removeAll(unbegun);
  }

  private void forgetUnasked() {
    Set<Integer> unasked = new HashSet<>();
    for (TaskOrder order : tasks) {
      if (order instanceof TaskOrder.Ask) {
        unasked.add(order.ordinal());
      }
    }
    Set<Integer> withdrawn = new HashSet<>();
    for (TaskOrder order : tasks) {
      if (order instanceof TaskOrder.Withdraw) {
        withdrawn.add(order.ordinal());
      }
    }
    unasked.retainAll(withdrawn);
    tasks.removeIf(order -> unasked.contains(order.ordinal()));
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
    growth.add(size);
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

  /** Goes on behind a node that ended well. */
  void follow(Plan.Node node, @Nullable String branch, int scope) {
    String target = node.after(branch);
    String replaced = target == null ? state.scope(scope).standsFor().get(node.id()) : null;
    if (replaced != null) {
      target = plan.node(replaced).after(null);
    }
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
    if (limits.exceededBy(output.json())) {
      fail(ordinal, node, was.scope(), limits.tooLarge());
      return;
    }
    move(new Move.Resumed(ordinal, output, branch));
    if (was instanceof Activation.Step) {
      Effects.compensable(this, ordinal, node, was.scope());
    }
    follow(node, branch, was.scope());
  }

  /** Takes a failure to whoever handles it. */
  void fail(int ordinal, Plan.Node node, int scope, Failure failure) {
    Failures.take(this, ordinal, node, scope, failure);
  }

  /** Abandons everything that is open in the scopes of a block, innermost first. */
  void abandonInside(int block) {
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

  /** Lets go of what is open: its step, if it has one, is not wanted any more. */
  void cancelled(int ordinal, Activation open) {
    if (open instanceof Activation.Step || open instanceof Activation.Undoes) {
      cancel.add(ordinal);
    } else if (open instanceof Activation.Task) {
      tasks.add(new TaskOrder.Withdraw(ordinal));
    }
  }

  private RunEvent completion() {
    Object template = plan.definition().output();
    if (template == null || state.control().fellBack()) {
      return new RunEvent.RunCompleted(Payload.of(state.scope(0).last()));
    }
    try {
      Object output = expressions.resolve(template, Names.of(plan, state, 0));
      limits.check(output);
      return new RunEvent.RunCompleted(Payload.of(output));
    } catch (NodeFailure failure) {
      return new RunEvent.RunFailed(null, failure.failure());
    }
  }
}
