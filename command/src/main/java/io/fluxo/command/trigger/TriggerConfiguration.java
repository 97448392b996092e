package io.fluxo.command.trigger;

import io.fluxo.messages.health.Watched;
import io.fluxo.messages.node.Expressions;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.value.SealedColumns;
import java.time.InstantSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.IdentifierFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires what starts runs from inside. */
@Configuration
public class TriggerConfiguration {

  @Bean
  TriggerLedger triggerLedger(JdbcTemplate jdbc) {
    return new TriggerLedger(jdbc);
  }

  @Bean
  Starts starts(ObjectProvider<CommandGateway> commands) {
    return new Starts(
        commands::getObject, () -> new RunId(IdentifierFactory.getInstance().generateIdentifier()));
  }

  @Bean
  StoredEventRouting eventRouting(
      JdbcTemplate jdbc,
      ObjectProvider<CommandGateway> commands,
      Starts starts,
      Expressions expressions,
      SealedColumns sealed) {
    return new StoredEventRouting(jdbc, commands::getObject, starts, expressions, sealed);
  }

  @Bean
  ScheduleRunner scheduleRunner(JdbcTemplate jdbc, Starts starts, InstantSource clock) {
    return new ScheduleRunner(jdbc, starts, clock);
  }

  @Bean
  Watched watchedSchedules(ScheduleRunner schedules) {
    return schedules.watched();
  }
}
