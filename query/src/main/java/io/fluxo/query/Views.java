package io.fluxo.query;

import io.fluxo.messages.calendar.CalendarEvent;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.workflow.WorkflowEvent;
import io.fluxo.query.calendar.CalendarProjection;
import io.fluxo.query.deadletter.Quarantine;
import io.fluxo.query.deadletter.UnknownEvent;
import io.fluxo.query.humantask.TaskProjection;
import io.fluxo.query.run.RunProjection;
import io.fluxo.query.workflow.WorkflowProjection;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.serialization.UnknownSerializedType;
import org.springframework.stereotype.Component;

/**
 * The one projecting component: every read model is written from one pass over the events, because
 * a second pass would cost as much as writing them did. The processor must have one segment (a run
 * and its steps are folded together) and keep its token in the transaction of the rows.
 */
@Component
@ProcessingGroup(Views.GROUP)
class Views {
  /** The name of the processing group. */
  static final String GROUP = "views";

  private final RunProjection runs;
  private final WorkflowProjection workflows;
  private final CalendarProjection calendars;
  private final TaskProjection tasks;

  private final Quarantine quarantine;

  Views(
      RunProjection runs,
      WorkflowProjection workflows,
      CalendarProjection calendars,
      TaskProjection tasks,
      Quarantine quarantine) {
    this.runs = runs;
    this.workflows = workflows;
    this.calendars = calendars;
    this.tasks = tasks;
    this.quarantine = quarantine;
  }

  @EventHandler(payloadType = RunEvent.class)
  void run(DomainEventMessage<?> message) {
    runs.collect(message);
  }

  @EventHandler(payloadType = StepEvent.class)
  void step(DomainEventMessage<?> message) {
    runs.collect(message);
  }

  @EventHandler
  void workflow(WorkflowEvent event, DomainEventMessage<?> message) {
    workflows.on(event, message);
  }

  @EventHandler
  void calendar(CalendarEvent event, DomainEventMessage<?> message) {
    calendars.on(event, message);
  }

  @EventHandler(payloadType = TaskEvent.class)
  void task(DomainEventMessage<?> message) {
    tasks.collect(message);
  }

  /** Nothing is passed over in silence: what is not known is kept for a version that knows it. */
  @EventHandler
  void unknown(UnknownSerializedType event) {
    throw new UnknownEvent(
        event.serializedType().getName(), String.valueOf(event.serializedType().getRevision()));
  }

  @ResetHandler
  void reset() {
    runs.reset();
    workflows.reset();
    calendars.reset();
    tasks.reset();
    quarantine.reset();
  }
}
