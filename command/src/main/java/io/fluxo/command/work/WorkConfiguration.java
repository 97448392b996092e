package io.fluxo.command.work;

import io.fluxo.command.step.StepHistory;
import io.fluxo.messages.health.Watched;
import io.fluxo.messages.value.SealedColumns;
import io.fluxo.messages.work.SagaHandoff;
import io.fluxo.messages.work.StepHandoff;
import io.fluxo.messages.work.WorkerId;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires the keeping and taking up of open work. */
@Configuration
public class WorkConfiguration {

  @Bean
  DueWork dueWork(
      InstantSource clock,
      ObjectProvider<StepHandoff> handoff,
      ObjectProvider<CommandGateway> commands,
      ObjectProvider<StoredParentNotices> parents,
      ObjectProvider<SagaNotices> sagas,
      ObjectProvider<StoredRunPlaces> places,
      ObjectProvider<StoredTaskWakeUps> tasks,
      ObjectProvider<EventStore> events,
      GivenBack back,
      WorkerId worker) {
    Supplier<EventStore> store = events::getObject;
    return new DueWork(
        clock,
        new WorkStarter(
            handoff::getObject,
            commands::getObject,
            parents::getObject,
            sagas::getObject,
            places::getObject,
            tasks::getObject,
            new StepHistory(store),
            back,
            worker));
  }

  @Bean
  WorkLedger workLedger(
      JdbcTemplate jdbc,
      WorkerId worker,
      InstantSource clock,
      DueWork due,
      GivenBack back,
      SealedColumns sealed) {
    return new WorkLedger(jdbc, worker, clock, due, back, sealed);
  }

  @Bean
  GivenBack givenBack(JdbcTemplate jdbc, WorkerId worker) {
    return new GivenBack(jdbc, worker);
  }

  @Bean
  WorkerLife workerLife(JdbcTemplate jdbc, WorkerId worker) {
    return new WorkerLife(jdbc, worker);
  }

  @Bean
  WorkSweeper workSweeper(JdbcTemplate jdbc, WorkerId worker, DueWork due, GivenBack back) {
    return new WorkSweeper(jdbc, worker, due, back, new LostWork(jdbc, worker, due));
  }

  @Bean
  StoredParentNotices parentNotices(
      JdbcTemplate jdbc,
      WorkerId worker,
      InstantSource clock,
      ObjectProvider<EventStore> events,
      ObjectProvider<CommandGateway> commands,
      DueWork due,
      GivenBack back) {
    return new StoredParentNotices(
        jdbc, worker, clock, events::getObject, commands::getObject, due, back);
  }

  @Bean
  SagaNotices sagaNotices(
      JdbcTemplate jdbc,
      InstantSource clock,
      ObjectProvider<EventStore> events,
      ObjectProvider<SagaHandoff> sagas,
      TransactionManager transactions,
      ObjectProvider<DueWork> due) {
    return new SagaNotices(
        jdbc, clock, events::getObject, sagas::getObject, transactions, due::getObject);
  }

  @Bean
  StoredRunPlaces runPlaces(
      JdbcTemplate jdbc,
      WorkerId worker,
      InstantSource clock,
      ObjectProvider<CommandGateway> commands,
      DueWork due) {
    return new StoredRunPlaces(jdbc, worker, clock, commands::getObject, due);
  }

  @Bean
  StoredTaskWakeUps taskWakeUps(
      JdbcTemplate jdbc,
      WorkerId worker,
      InstantSource clock,
      ObjectProvider<CommandGateway> commands,
      DueWork due,
      GivenBack back) {
    return new StoredTaskWakeUps(jdbc, worker, clock, commands::getObject, due, back);
  }

  @Bean
  StoredIdempotencyKeys idempotencyKeys(JdbcTemplate jdbc) {
    return new StoredIdempotencyKeys(jdbc);
  }

  @Bean
  StoredDeadWork deadWork(JdbcTemplate jdbc) {
    return new StoredDeadWork(jdbc);
  }

  @Bean
  StoredWorkPulse workPulse(JdbcTemplate jdbc, WorkerId worker) {
    return new StoredWorkPulse(jdbc, worker);
  }

  /** Asks the bus for the work of steps and waits whose run cannot be read. */
  @Bean
  DamagedWork damagedWork(GivenBack back) {
    return new DamagedWork(back);
  }

  @Bean
  Watched watchedSweeper(WorkSweeper sweeper) {
    return sweeper.watched();
  }

  @Bean
  Watched watchedLife(WorkerLife life) {
    return life.watched();
  }
}
