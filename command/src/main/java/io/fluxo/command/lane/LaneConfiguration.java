package io.fluxo.command.lane;

import io.fluxo.command.store.DamagedCommands;
import io.fluxo.command.store.Doubts;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;

/** Wires the command bus: lanes in front, the handling behind. */
@Configuration
public class LaneConfiguration {

  @Bean
  TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
    return new SpringTransactionManager(transactions);
  }

  /**
   * The command bus.
   *
   * @param lanes how many lanes, 0 for as many as processors
   * @param share how many commands of each tenant share a transaction, once there are several
   */
  @Bean
  @Primary
  @Qualifier("localSegment")
  CommandBus commandBus(
      TransactionManager transactions,
      CorrelationDataProvider correlation,
      Doubts doubts,
      @Value("${fluxo.lanes:0}") int lanes,
      @Value("${fluxo.lane-share:2}") int share) {
    CommandBus handling = SimpleCommandBus.builder().build();
    handling.registerHandlerInterceptor(new CorrelationDataInterceptor<>(correlation));
    handling.registerHandlerInterceptor(new DamagedCommands());
    return new GroupCommitCommandBus(
        handling,
        transactions,
        doubts::settle,
        lanes > 0 ? lanes : Runtime.getRuntime().availableProcessors(),
        share);
  }
}
