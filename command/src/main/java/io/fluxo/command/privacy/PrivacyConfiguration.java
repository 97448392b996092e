package io.fluxo.command.privacy;

import io.fluxo.command.seal.DataSubjects;
import io.fluxo.command.seal.KeyDestruction;
import io.fluxo.command.workflow.PublishedDefinitions;
import io.fluxo.messages.privacy.ErasedBeside;
import io.fluxo.messages.privacy.PrivacyDesk;
import java.time.Duration;
import java.time.InstantSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires what tenants do about the data of people. */
@Configuration
public class PrivacyConfiguration {

  @Bean
  PrivacyLog privacyLog(EventStore events, TransactionManager transactions, JdbcTemplate jdbc) {
    return new PrivacyLog(events, transactions, jdbc);
  }

  @Bean
  Erasures erasures(
      KeyDestruction keys, JdbcTemplate jdbc, PrivacyLog log, ObjectProvider<ErasedBeside> beside) {
    return new Erasures(
        keys, new EndedStreams(jdbc), new HoldTable(jdbc), log, beside.orderedStream().toList());
  }

  @Bean
  RetentionSweep retentionSweep(
      JdbcTemplate jdbc, Erasures erasures, PublishedDefinitions definitions, InstantSource clock) {
    return new RetentionSweep(
        new ExpiredRuns(jdbc),
        new RetentionTable(jdbc),
        new EndedStreams(jdbc),
        new HoldTable(jdbc),
        erasures,
        definitions,
        clock);
  }

  /**
   * Looks for what is to be erased.
   *
   * @param every how long after one look the next one begins
   */
  @Bean
  RetentionClock retentionClock(
      RetentionSweep sweep, @Value("${fluxo.retention.every:PT1H}") Duration every) {
    return new RetentionClock(sweep, every);
  }

  @Bean
  PrivacyDesk privacyDesk(
      DataSubjects subjects,
      KeyDestruction keys,
      Erasures erasures,
      PrivacyLog log,
      JdbcTemplate jdbc,
      InstantSource clock) {
    return new StoredPrivacyDesk(
        subjects, keys, erasures, new HoldTable(jdbc), new RetentionTable(jdbc), log, jdbc, clock);
  }
}
