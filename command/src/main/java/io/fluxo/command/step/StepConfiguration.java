package io.fluxo.command.step;

import java.time.InstantSource;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the steps. */
@Configuration
class StepConfiguration {

  @Bean
  Steps steps(EventStore events, @Qualifier("steps") Cache cache) {
    return new Steps(
        EventSourcingRepository.builder(Step.class).eventStore(events).cache(cache).build());
  }

  @Bean
  StepHandler stepHandler(Steps steps, RunProgress runs, InstantSource clock) {
    return new StepHandler(steps, runs, clock);
  }
}
