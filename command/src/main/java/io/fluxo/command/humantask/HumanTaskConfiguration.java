package io.fluxo.command.humantask;

import io.fluxo.command.calendar.Calendars;
import io.fluxo.command.form.FormCheck;
import io.fluxo.command.step.RunProgress;
import io.fluxo.messages.humantask.Directory;
import io.fluxo.messages.node.Expressions;
import java.time.InstantSource;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the human tasks. */
@Configuration
class HumanTaskConfiguration {

  @Bean
  FormCheck formCheck(Expressions expressions) {
    return new FormCheck(expressions);
  }

  @Bean
  FormQueries formQueries(FormCheck forms) {
    return new FormQueries(forms);
  }

  @Bean
  TaskReader taskReader(FormCheck forms) {
    return new TaskReader(forms);
  }

  @Bean
  TaskDesks taskDesks(Directory directory, Calendars calendars) {
    return new TaskDesks(directory, calendars);
  }

  @Bean
  Tasks tasks(
      EventStore events,
      @Qualifier("tasks") Cache cache,
      Calendars calendars,
      TaskWakeUps wakeUps) {
    return new Tasks(
        EventSourcingRepository.builder(Task.class).eventStore(events).cache(cache).build(),
        calendars,
        wakeUps);
  }

  @Bean
  TaskHandler taskHandler(
      Tasks tasks,
      RunProgress runs,
      FormCheck forms,
      TaskReader reader,
      TaskDesks desks,
      Directory directory,
      InstantSource clock) {
    return new TaskHandler(tasks, runs, new TaskAnswers(forms), reader, desks, directory, clock);
  }
}
