package io.fluxo.command.calendar;

import io.fluxo.messages.calendar.CalendarCommand;
import io.fluxo.messages.calendar.CalendarCommand.DefineCalendar;
import io.fluxo.messages.calendar.CalendarCommand.RetireCalendar;
import io.fluxo.messages.calendar.CalendarDefinition;
import io.fluxo.messages.calendar.CalendarEvent;
import io.fluxo.messages.calendar.CalendarKey;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes the commands for calendars. It stands outside of the aggregate for the reason that the
 * handler of workflows does: the first version makes the stream.
 */
@Component
class CalendarHandler {

  private final Repository<Calendar> repository;
  private final Calendars calendars;

  CalendarHandler(Repository<Calendar> repository, Calendars calendars) {
    this.repository = repository;
    this.calendars = calendars;
  }

  @CommandHandler
  CalendarDefinition handle(DefineCalendar command, MetaData metaData) throws Exception {
    Aggregate<Calendar> calendar = find(command.key(), metaData);
    CalendarFacts facts = factsOf(calendar);
    List<CalendarEvent> events = decide(command, calendar);
    for (CalendarEvent event : events) {
      facts = facts.after(event);
    }
    return new CalendarDefinition(command.key().name(), facts.version(), !events.isEmpty());
  }

  @CommandHandler
  void handle(RetireCalendar command, MetaData metaData) throws Exception {
    decide(command, find(command.key(), metaData));
  }

  private List<CalendarEvent> decide(
      CalendarCommand command, @Nullable Aggregate<Calendar> calendar) throws Exception {
    List<CalendarEvent> events = CalendarDecisions.decide(command, factsOf(calendar));
    if (calendar != null) {
      calendar.execute(existing -> existing.record(events));
    } else {
      repository.newInstance(
          () -> {
            Calendar created = new Calendar();
            created.record(events);
            return created;
          });
    }
    CurrentUnitOfWork.get().root().afterCommit(done -> calendars.changed(command.key()));
    return events;
  }

  private static CalendarFacts factsOf(@Nullable Aggregate<Calendar> calendar) {
    return calendar == null ? CalendarFacts.NONE : calendar.invoke(Calendar::facts);
  }

  /** A stranger learns no more than that there is nothing. */
  private @Nullable Aggregate<Calendar> find(CalendarKey key, MetaData metaData) {
    Context context = Context.from(metaData);
    if (!key.equals(CalendarKey.of(context.tenant(), context.workspace(), key.name()))) {
      throw Rejection.notFound("calendar " + key.name());
    }
    try {
      return repository.load(key.value());
    } catch (AggregateNotFoundException e) {
      return null;
    }
  }
}
