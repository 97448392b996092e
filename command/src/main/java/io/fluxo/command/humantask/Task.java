package io.fluxo.command.humantask;

import io.fluxo.command.store.Owner;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskEvent.TaskCreated;
import io.fluxo.messages.humantask.TaskId;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;

/** The stream of a human task. What may happen is decided by {@link TaskDecisions} and its like. */
@AggregateRoot(type = "human_task")
@SuppressWarnings({
  "NullAway.Init",
  "UnusedVariable"
}) // the first event sets the identifier, Axon reads it
class Task {

  @AggregateIdentifier private TaskId taskId;
  private TaskFacts facts = TaskFacts.INITIAL;
  private Owner owner = Owner.NOBODY;

  Task() {}

  /** Begins the stream. */
  Task(TaskCreated first) {
    AggregateLifecycle.apply(first);
  }

  TaskFacts facts() {
    return facts;
  }

  Owner owner() {
    return owner;
  }

  void record(List<TaskEvent> events) {
    for (TaskEvent event : events) {
      AggregateLifecycle.apply(event);
    }
  }

  @EventSourcingHandler
  void on(TaskCreated first, MetaData metaData) {
    taskId = first.taskId();
    owner = Owner.of(metaData);
    facts = facts.after(first);
  }

  @EventSourcingHandler
  void on(TaskEvent event) {
    facts = facts.after(event);
  }
}
