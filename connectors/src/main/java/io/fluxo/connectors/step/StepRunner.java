package io.fluxo.connectors.step;

import io.fluxo.messages.node.EffectNode;
import io.fluxo.messages.secret.SecretStore;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Unspoken;
import io.fluxo.messages.work.StepHandoff;
import io.fluxo.messages.work.StepTask;
import io.fluxo.messages.work.WorkerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes attempts: each on a virtual thread, so many at once per node type as the type allows and as
 * what they talk to can bear, tenants in turn. What waits waits in memory: this node holds its row,
 * and when the node is gone another takes it over. The end of an attempt is told to the write side
 * exactly once from here, and again for as long as the write side cannot hear it.
 */
@Component
public final class StepRunner implements StepHandoff, SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(StepRunner.class);
  private static final Duration TICK = Duration.ofMillis(20);

  /** What a node type calls a dependency may not be longer. */
  private static final int LONGEST_NAME = 255;

  /** How long a node may take to notice that it was interrupted. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final Duration STOP_WAIT = Duration.ofSeconds(15);

  /**
   * How busy a node type is.
   *
   * @param waiting attempts that wait for a permit
   * @param active attempts under way
   */
  public record Load(int waiting, int active) {}

  private final Lanes lanes;

  /** All that is held here, whether it waits or is being made. */
  private final Map<Attempt.Key, Attempt> underWay = new ConcurrentHashMap<>();

  /** Those whose time runs. */
  private final Set<Attempt> begun = ConcurrentHashMap.newKeySet();

  private final Reporter reporter;
  private final Makes makes;
  private final LookUps lookUps;
  private volatile boolean running;

  /**
   * Builds the runner; it takes nothing on before {@link #start()}.
   *
   * @param lanes of the installed effect nodes
   * @param commands where starts and ends are told
   * @param worker the name of this node of the installation
   * @param secrets where the secrets of steps are
   */
  StepRunner(Lanes lanes, CommandGateway commands, WorkerId worker, SecretStore secrets) {
    this.lanes = lanes;
    this.reporter = new Reporter(commands, worker.value(), () -> running);
    SecretFilling filling = new SecretFilling(secrets);
    this.lookUps = new LookUps(filling, () -> running);
    this.makes = new Makes(reporter, filling, lookUps);
  }

  @Override
  public boolean accept(StepTask task) {
    if (!running) {
      return false;
    }
    Lane lane = lanes.of(task.type());
    if (lane == null) {
      reporter.ended(task, Outcomes.unknownType(task.type()), Duration.ZERO, () -> {});
      return true;
    }
    Attempt attempt = new Attempt(task, lane, dependency(lane.node(), task));
    if (underWay.putIfAbsent(attempt.key(), attempt) != null) {
      return true;
    }
    return switch (lane.enter(attempt)) {
      case BEGINS -> {
        begin(attempt);
        yield true;
      }
      case WAITS -> {
        if (attempt.isUnwanted()) { // while it went in, so that nobody found it there
          takeOut(attempt);
        }
        yield true;
      }
      case TURNED_AWAY -> {
        underWay.remove(attempt.key());
        yield false;
      }
    };
  }

  private static @Nullable String dependency(EffectNode node, StepTask task) {
    try {
      String dependency = node.dependency(task);
      return dependency == null || dependency.length() > LONGEST_NAME ? null : dependency;
    } catch (RuntimeException error) {
      LOG.debug("Node type {} does not tell what it talks to", node.type(), Unspoken.of(error));
      return null;
    }
  }

  private boolean takeOut(Attempt attempt) {
    return attempt.lane().withdraw(attempt) && underWay.remove(attempt.key(), attempt);
  }

  @Override
  public void abandon(String stepId) {
    for (Attempt attempt : List.copyOf(underWay.values())) {
      if (attempt.task().stepId().value().equals(stepId)) {
        attempt.stop(Attempt.Stop.ABANDONED);
        takeOut(attempt);
      }
    }
  }

  @Override
  public boolean withdraw(String stepId) {
    boolean taken = false;
    for (Attempt attempt : underWay.values()) {
      if (attempt.task().stepId().value().equals(stepId)) {
        taken |= takeOut(attempt);
      }
    }
    return taken;
  }

  @Override
  public Set<String> underWay() {
    return underWay.keySet().stream().map(Attempt.Key::stepId).collect(Collectors.toSet());
  }

  /** How busy each node type is now, by type. */
  public Map<String, Load> load() {
    Map<String, Load> loads = new TreeMap<>();
    lanes.all().forEach((type, lane) -> loads.put(type, lane.load()));
    return loads;
  }

  private void begin(Attempt attempt) {
    Thread.startVirtualThread(() -> make(attempt));
  }

  private void make(Attempt attempt) {
    @Nullable StepOutcome outcome;
    attempt.begin(System.nanoTime());
    begun.add(attempt);
    try {
      outcome = makes.of(attempt);
    } catch (Throwable error) { // a node may throw anything; the run must hear of it
      LOG.debug("Step {} failed", attempt.task().stepId(), Unspoken.of(error));
      outcome = Outcomes.of(attempt, error);
    }
    attempt.end(System.nanoTime());
    begun.remove(attempt);
    attempt.met(outcome);
    beginAll(attempt.lane(), attempt.lane().leave(attempt));
    settle(attempt, makes.found(attempt, outcome));
  }

  @Override
  public boolean lookUp(StepTask task) {
    Lane lane = lanes.of(task.type());
    boolean here = underWay.containsKey(new Attempt.Key(task.stepId().value(), task.attempt()));
    if (here) {
      return true; // it tells its end itself
    }
    if (!running || lane == null || !LookUps.looksUp(lane.node(), task)) {
      return false;
    }
    Thread.startVirtualThread(
        () -> reporter.found(task, lookUps.of(lane.node(), task, Outcomes.lost())));
    return true;
  }

  private void beginAll(Lane lane, @Nullable Attempt first) {
    for (Attempt next = first; next != null; next = lane.next()) {
      begin(next);
    }
  }

  /** Tells the end, unless nobody wants to hear it: null is an attempt that must not be made. */
  private void settle(Attempt attempt, @Nullable StepOutcome outcome) {
    if (attempt.settle()) {
      tell(attempt, outcome);
    }
  }

  private void tell(Attempt attempt, @Nullable StepOutcome outcome) {
    Attempt.Stop stop = attempt.stopped();
    boolean leftToOthers = stop == Attempt.Stop.SHUTDOWN && outcome instanceof StepOutcome.Failed;
    if (outcome == null || stop == Attempt.Stop.ABANDONED || leftToOthers) {
      underWay.remove(attempt.key());
      return;
    }
    reporter.ended(
        attempt.task(),
        outcome,
        attempt.took(System.nanoTime()),
        () -> underWay.remove(attempt.key()));
  }

  /** One thread looks at all times, which costs the attempts themselves nothing. */
  private void watch() {
    while (running || !underWay.isEmpty()) {
      long now = System.nanoTime();
      for (Attempt attempt : begun) {
        if (attempt.overdue(now, 0)) {
          attempt.stop(Attempt.Stop.TIMEOUT);
        }
        // First settled, then judged: from there on an effect that did not begin will not begin.
        if (attempt.overdue(now, GRACE.toNanos()) && attempt.settle()) {
          Thread.startVirtualThread(
              () -> tell(attempt, makes.found(attempt, Outcomes.of(attempt, null))));
        }
      }
      lanes.all().values().forEach(lane -> beginAll(lane, lane.wake()));
      lanes.tidy();
      LockSupport.parkNanos(TICK.toNanos());
    }
  }

  @Override
  public void start() {
    running = true;
    Thread.ofPlatform().daemon().name("fluxo-step-deadlines").start(this::watch);
  }

  /** Takes nothing more on, waits for what is under way, then interrupts the rest. */
  @Override
  public void stop() {
    running = false;
    for (Attempt attempt : List.copyOf(underWay.values())) {
      takeOut(attempt);
    }
    awaitIdle(STOP_WAIT);
    underWay.values().forEach(attempt -> attempt.stop(Attempt.Stop.SHUTDOWN));
    awaitIdle(GRACE);
  }

  private void awaitIdle(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!underWay.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(TICK.toNanos());
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /**
   * Begins before anybody can ask for runs or look for work that was left, and ends after them,
   * while the worker still counts as alive.
   */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 5_000;
  }
}
