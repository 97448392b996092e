package io.fluxo.command.run;

import io.fluxo.command.humantask.TaskDesks;
import io.fluxo.command.humantask.Tasks;
import io.fluxo.command.node.NodeTypes;
import io.fluxo.command.seal.DataSubjects;
import io.fluxo.command.step.Steps;
import io.fluxo.command.store.SnapshotType;
import io.fluxo.command.workflow.PublishedDefinitions;
import io.fluxo.messages.node.Expressions;
import java.time.InstantSource;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires the runs. */
@Configuration
class RunConfiguration {

  @Bean
  SnapshotType runSnapshotType() {
    return RunSnapshot.TYPE;
  }

  @Bean(destroyMethod = "close")
  RunSnapshots runSnapshots(
      ObjectProvider<EventStore> events, JdbcTemplate jdbc, TransactionManager transactions) {
    return new RunSnapshots(events::getObject, jdbc, transactions);
  }

  @Bean
  RunHandler runHandler(
      EventStore events,
      @Qualifier("runs") Cache cache,
      Steps steps,
      Tasks tasks,
      TaskDesks desks,
      PublishedDefinitions definitions,
      NodeTypes types,
      Expressions expressions,
      IdempotencyKeys keys,
      ParentNotices parents,
      RunPlaces places,
      DataSubjects subjects,
      InstantSource clock) {
    return new RunHandler(
        EventSourcingRepository.builder(Run.class).eventStore(events).cache(cache).build(),
        steps,
        tasks,
        desks,
        new Plans(definitions, types),
        new RunDecisions(expressions, RunLimits.DEFAULT),
        keys,
        parents,
        new RunHistory(events),
        places,
        new AboutWhom(subjects),
        clock);
  }
}
