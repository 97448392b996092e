package io.fluxo.query.run;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.run.RunEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/**
 * Turns events of runs and steps into rows. The events of a unit of work are kept by run and folded
 * once, when it is about to commit: a run costs one row per batch however much happened to it, and
 * one whose whole life is in the batch never has its moves read.
 */
@Component
public final class RunProjection {
  private static final int RUN_ID_LENGTH = 26;
  private static final String BATCH = RunProjection.class.getName();

  private final RunTable table;

  RunProjection(RunTable table) {
    this.table = table;
  }

  /** Keeps an event of a run or step until the unit of work commits. */
  public void collect(DomainEventMessage<?> message) {
    UnitOfWork<?> root = CurrentUnitOfWork.get().root();
    Map<String, List<DomainEventMessage<?>>> batch =
        root.getOrComputeResource(
            BATCH,
            key -> {
              Map<String, List<DomainEventMessage<?>>> runs = new LinkedHashMap<>();
              root.onPrepareCommit(unit -> flush(runs));
              return runs;
            });
    batch.computeIfAbsent(runOf(message), run -> new ArrayList<>()).add(message);
  }

  /** Forgets all rows, for a replay. */
  public void reset() {
    table.clear();
  }

  private void flush(Map<String, List<DomainEventMessage<?>>> batch) {
    Map<RunKey, List<DomainEventMessage<?>>> runs = LinkedHashMap.newLinkedHashMap(batch.size());
    batch.forEach((run, messages) -> runs.put(keyOf(run, messages.getFirst()), messages));
    Map<RunKey, RunState> stored = table.load(runs.keySet());
    Map<Workspace, RunCounts> changes = new LinkedHashMap<>();
    List<RunState> rows = new ArrayList<>(runs.size());
    runs.forEach(
        (key, messages) -> {
          RunState state = stored.get(key);
          RunCounts before = state == null ? RunCounts.NONE : RunCounts.of(state);
          if (state == null && messages.getFirst().getPayloadType() != RunEvent.RunStarted.class) {
            return; // a run whose start was never seen has no row
          }
          boolean fresh = state == null;
          if (state == null) {
            state = new RunState(key, correlationOf(messages.getFirst()));
          }
          fold(state, messages, fresh);
          rows.add(state);
          changes.merge(
              new Workspace(key.tenant(), key.workspace()),
              RunCounts.of(state).minus(before),
              RunCounts::plus);
        });
    table.save(rows);
    table.count(changes);
    batch.clear();
  }

  private static void fold(RunState state, List<DomainEventMessage<?>> messages, boolean fresh) {
    boolean whole = fresh && endsForGood(messages);
    for (DomainEventMessage<?> message : messages) {
      Class<?> type = message.getPayloadType();
      long sequence = message.getSequenceNumber();
      if (!RunEvent.class.isAssignableFrom(type)) {
        int ordinal =
            Integer.parseInt(message.getAggregateIdentifier().substring(RUN_ID_LENGTH + 1));
        state.step(ordinal, sequence, message.getTimestamp(), type, message::getPayload, whole);
      } else if (whole && type == RunEvent.RunAdvanced.class) {
        state.pass(sequence);
      } else {
        state.run(sequence, message.getTimestamp(), type, message::getPayload);
      }
    }
  }

  /** Whether the last that the run itself did was to end: one may be taken up again. */
  private static boolean endsForGood(List<DomainEventMessage<?>> messages) {
    for (DomainEventMessage<?> message : messages.reversed()) {
      if (RunEvent.class.isAssignableFrom(message.getPayloadType())) {
        return RunState.ends(message.getPayloadType());
      }
    }
    return false;
  }

  private static String runOf(DomainEventMessage<?> message) {
    String subject = message.getAggregateIdentifier();
    return subject.length() == RUN_ID_LENGTH ? subject : subject.substring(0, RUN_ID_LENGTH);
  }

  private static RunKey keyOf(String run, DomainEventMessage<?> message) {
    Context context = Context.from(message.getMetaData());
    return new RunKey(context.tenant(), context.workspace(), run);
  }

  private static String correlationOf(DomainEventMessage<?> message) {
    return Context.from(message.getMetaData()).correlation();
  }
}
