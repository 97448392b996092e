package io.fluxo.query.humantask;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/**
 * Turns events of human tasks into rows. The events of a unit of work are kept by task and folded
 * once, when it is about to commit: a task costs one row per batch however much happened to it, and
 * one whose whole life is in the batch never gets lines that are taken away again.
 */
@Component
public final class TaskProjection {
  private static final String BATCH = TaskProjection.class.getName();

  /** What is older was told long ago, and the note of it may be gone. */
  private static final Duration TOLD = Duration.ofDays(7);

  private final TaskTable table;
  private final TaskLines lines;
  private final TaskNotices notices;
  private final InstantSource clock;

  TaskProjection(TaskTable table, TaskLines lines, TaskNotices notices, InstantSource clock) {
    this.table = table;
    this.lines = lines;
    this.notices = notices;
    this.clock = clock;
  }

  /** Keeps an event of a task until the unit of work commits. */
  public void collect(DomainEventMessage<?> message) {
    UnitOfWork<?> root = CurrentUnitOfWork.get().root();
    Map<String, List<DomainEventMessage<?>>> batch =
        root.getOrComputeResource(
            BATCH,
            key -> {
              Map<String, List<DomainEventMessage<?>>> tasks = new LinkedHashMap<>();
              root.onPrepareCommit(unit -> flush(tasks));
              return tasks;
            });
    batch.computeIfAbsent(message.getAggregateIdentifier(), id -> new ArrayList<>()).add(message);
  }

  /** Forgets all rows, for a replay; what was told stays told. */
  public void reset() {
    table.clear();
    lines.clear();
  }

  private void flush(Map<String, List<DomainEventMessage<?>>> batch) {
    Map<TaskKey, List<DomainEventMessage<?>>> tasks = LinkedHashMap.newLinkedHashMap(batch.size());
    batch.forEach((id, messages) -> tasks.put(keyOf(id, messages.getFirst()), messages));
    Map<TaskKey, TaskFold> stored = table.load(tasks.keySet());
    Map<TaskKey, Set<TaskLine>> before = new HashMap<>();
    stored.forEach((key, task) -> before.put(key, TaskLine.of(task)));
    List<TaskFold> changed = new ArrayList<>(tasks.size());
    List<TaskFold> fresh = new ArrayList<>();
    List<TaskNotice> told = new ArrayList<>();
    tasks.forEach(
        (key, messages) -> {
          TaskFold task = stored.get(key);
          if (task == null) {
            if (messages.getFirst().getPayloadType() != TaskEvent.TaskCreated.class) {
              return; // a task whose beginning was never seen has no row
            }
            task = new TaskFold(key);
            fresh.add(task);
          }
          if (fold(task, messages, told)) {
            changed.add(task);
          }
        });
    table.save(changed);
    lines.fields(fresh);
    lines.change(changed, before);
    notices.add(told);
    batch.clear();
  }

  private boolean fold(TaskFold task, List<DomainEventMessage<?>> messages, List<TaskNotice> told) {
    Instant since = clock.instant().minus(TOLD);
    boolean news = false;
    for (DomainEventMessage<?> message : messages) {
      if (message.getSequenceNumber() <= task.sequence) {
        continue;
      }
      TaskEvent event = (TaskEvent) message.getPayload();
      news |= task.fold(message.getSequenceNumber(), message.getTimestamp(), event);
      TaskNotice notice =
          message.getTimestamp().isBefore(since)
              ? null
              : TaskNotice.of(task, event, Context.from(message.getMetaData()).actor());
      if (notice != null) {
        told.add(notice);
      }
    }
    return news;
  }

  private static TaskKey keyOf(String id, DomainEventMessage<?> message) {
    Context context = Context.from(message.getMetaData());
    return new TaskKey(context.tenant(), context.workspace(), id);
  }
}
