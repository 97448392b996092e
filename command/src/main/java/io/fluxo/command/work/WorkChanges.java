package io.fluxo.command.work;

import io.fluxo.command.step.StepFacts;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.run.Intervention;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.step.StepPolicy;
import io.fluxo.messages.work.StepTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/** What a batch of events opens and closes. */
final class WorkChanges {

  /** A run that waits for an event. */
  record EventWait(
      String id, String tenant, String workspace, String event, @Nullable String correlation) {}

  /** When what a paused run holds is due: late enough that nobody looks for it. */
  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  private final Map<String, OpenWork> opened = new LinkedHashMap<>();
  private final Map<String, OpenWork> postponed = new LinkedHashMap<>();
  private final Set<String> closed = new LinkedHashSet<>();
  private final Map<String, EventWait> waits = new LinkedHashMap<>();
  private final Set<String> waitsOver = new LinkedHashSet<>();
  private final List<String> runsEnded = new ArrayList<>();
  private final List<String> cancelled = new ArrayList<>();
  private final Set<String> held = new LinkedHashSet<>();

  static WorkChanges of(List<? extends EventMessage<?>> events) {
    WorkChanges changes = new WorkChanges();
    for (EventMessage<?> event : events) {
      if (event instanceof DomainEventMessage<?> domain) {
        changes.add(domain.getAggregateIdentifier(), domain);
      }
    }
    return changes;
  }

  Iterable<OpenWork> opened() {
    return opened.values();
  }

  Iterable<OpenWork> postponed() {
    return postponed.values();
  }

  Set<String> closed() {
    return closed;
  }

  Iterable<EventWait> waits() {
    return waits.values();
  }

  Set<String> waitsOver() {
    return waitsOver;
  }

  List<String> runsEnded() {
    return runsEnded;
  }

  List<String> cancelled() {
    return cancelled;
  }

  /** Steps that are not to be begun, though they stay open. */
  Set<String> held() {
    return held;
  }

  boolean isEmpty() {
    return opened.isEmpty()
        && postponed.isEmpty()
        && closed.isEmpty()
        && waits.isEmpty()
        && waitsOver.isEmpty()
        && runsEnded.isEmpty();
  }

  private void add(String id, DomainEventMessage<?> message) {
    Object payload = message.getPayload();
    if (payload instanceof RunEvent event) {
      add(id, event, message);
    } else if (payload instanceof StepEvent event) {
      add(id, event, message);
    }
  }

  private void add(String run, RunEvent event, DomainEventMessage<?> message) {
    switch (event) {
      case RunEvent.RunStarted e -> {
        if (e.deadline() != null) {
          open(run + "-0", WorkKind.TIME, e.deadline(), message, null);
        }
      }
      case RunEvent.RunAdvanced e -> e.moves().forEach(move -> add(run, move, message));
      case RunEvent.RunIntervened e -> {
        if (e.deadline() != null) {
          postpone(run + "-0", WorkKind.TIME, e.deadline(), message);
        }
        if (e.intervention() instanceof Intervention.Skipped skipped && skipped.ordinal() > 0) {
          waitOver(run + "-" + skipped.ordinal());
        }
      }
      case RunEvent.RunEscalated e -> {}
      case RunEvent.RunEnding e -> close(run + "-0");
      case RunEvent.RunCompensating e -> {
        close(run + "-0");
        tellSagas(message);
      }
      case RunEvent.RunUndone e -> tellSagas(message);
      case RunEvent.RunUndoFailed e -> {}
      case RunEvent.RunCompensated e -> {
        end(run);
        tellSagas(message);
      }
      case RunEvent.RunCompleted e -> close(run + "-0");
      case RunEvent.RunFailed e -> end(run);
      case RunEvent.RunCancelled e -> end(run);
      case RunEvent.RunTimedOut e -> end(run);
    }
  }

  private void end(String run) {
    close(run + "-0");
    runsEnded.add(run);
  }

  /** What sagas go by is told to them as work of its own, so that none of it is lost. */
  private void tellSagas(DomainEventMessage<?> message) {
    String id = SagaNotices.id(message.getAggregateIdentifier(), message.getSequenceNumber());
    open(id, WorkKind.SAGA, message.getTimestamp(), message, null);
  }

  private void add(String run, Move move, DomainEventMessage<?> message) {
    if (move instanceof Move.Parked m) {
      String id = run + "-" + m.ordinal();
      if (m.due() != null) {
        open(id, WorkKind.TIME, m.due(), message, null);
      }
      if (m.event() != null) {
        Context context = Context.from(message.getMetaData());
        waits.put(
            id,
            new EventWait(id, context.tenant(), context.workspace(), m.event(), m.correlation()));
      }
    } else if (move instanceof Move.Resumed m) {
      waitOver(run + "-" + m.ordinal());
    } else if (move instanceof Move.Abandoned m) {
      waitOver(run + "-" + m.ordinal());
    } else if (move instanceof Move.Failed m && m.ordinal() > 0) {
      waitOver(run + "-" + m.ordinal());
    }
  }

  private void add(String step, StepEvent event, DomainEventMessage<?> message) {
    if (event instanceof StepEvent.StepScheduled e) {
      open(step, WorkKind.STEP, message.getTimestamp(), message, task(e, message));
    } else if (event instanceof StepEvent.StepFailed e && e.retryAt() != null) {
      postpone(step, WorkKind.STEP, e.retryAt(), message);
    } else if (event instanceof StepEvent.StepRetried || event instanceof StepEvent.StepReleased) {
      held.remove(step);
      postpone(step, WorkKind.STEP, message.getTimestamp(), message);
    } else if (event instanceof StepEvent.StepHeld) {
      held.add(step);
      postpone(step, WorkKind.STEP, NEVER, message);
    } else if (event instanceof StepEvent.StepSucceeded
        || event instanceof StepEvent.StepFailed
        || event instanceof StepEvent.StepOutcomeUnknown
        || event instanceof StepEvent.StepAwaiting) {
      closeStep(step);
    } else if (event instanceof StepEvent.StepCancelled) {
      closeStep(step);
      cancelled.add(step);
    }
  }

  private static StepTask task(StepEvent.StepScheduled e, DomainEventMessage<?> message) {
    return new StepTask(
        e.stepId(),
        e.node(),
        e.type(),
        e.effect(),
        e.input(),
        1,
        timeout(e),
        Context.from(message.getMetaData()),
        e.secrets(),
        priority(e),
        e.stepId().value());
  }

  private static int priority(StepEvent.StepScheduled e) {
    Integer own = e.priority();
    return own == null ? StepTask.DEFAULT_PRIORITY : own;
  }

  static Duration timeout(StepEvent.StepScheduled e) {
    StepPolicy policy = e.policy();
    return (policy == null ? StepPolicy.DEFAULT : policy).timeout();
  }

  /** The attempt that a step is at, as a new owner makes it. */
  static @Nullable StepTask task(StepId id, StepFacts facts, Context context) {
    StepEvent.StepScheduled e = facts.scheduled();
    return e == null
        ? null
        : new StepTask(
            id,
            e.node(),
            e.type(),
            e.effect(),
            facts.input(),
            facts.attempt(),
            timeout(e),
            context,
            facts.secrets(),
            priority(e),
            facts.key());
  }

  private void open(
      String id,
      WorkKind kind,
      Instant due,
      DomainEventMessage<?> message,
      @Nullable StepTask task) {
    Context context = Context.from(message.getMetaData());
    opened.put(id, new OpenWork(id, kind, due, context.tenant(), context.workspace(), task));
  }

  /** Work that may be there or not is due at another time. */
  private void postpone(String id, WorkKind kind, Instant due, DomainEventMessage<?> message) {
    Context context = Context.from(message.getMetaData());
    closed.remove(id);
    OpenWork work = new OpenWork(id, kind, due, context.tenant(), context.workspace(), null);
    if (opened.replace(id, work) == null) {
      postponed.put(id, work);
    }
  }

  private void closeStep(String id) {
    held.remove(id);
    close(id);
  }

  private void close(String id) {
    postponed.remove(id);
    if (opened.remove(id) == null) {
      closed.add(id);
    }
  }

  private void waitOver(String id) {
    boolean step = closed.contains(id);
    close(id);
    if (!step && waits.remove(id) == null) {
      waitsOver.add(id);
    }
  }
}
