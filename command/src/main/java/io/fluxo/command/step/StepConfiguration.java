package io.fluxo.command.step;

import io.fluxo.command.store.CaffeineCache;
import java.time.InstantSource;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the steps. */
@Configuration
class StepConfiguration {

  private static final int CACHED = 40_000;

  @Bean
  Steps steps(EventStore events) {
    return new Steps(
        EventSourcingRepository.builder(Step.class)
            .eventStore(events)
            .cache(new CaffeineCache(CACHED))
            .build());
  }

  @Bean
  StepHandler stepHandler(Steps steps, RunProgress runs, InstantSource clock) {
    return new StepHandler(steps, runs, clock);
  }
}
