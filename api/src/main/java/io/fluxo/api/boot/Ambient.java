package io.fluxo.api.boot;

import io.fluxo.api.context.Ids;
import io.fluxo.messages.work.WorkerId;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.LongSupplier;
import org.axonframework.common.IdentifierFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clock of the machine and the name of this process, given to whoever asks. */
@Configuration
class Ambient {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** Nanoseconds from some fixed but arbitrary start, for measuring how long something takes. */
  @Bean
  LongSupplier ticker() {
    return System::nanoTime;
  }

  @Bean
  SecureRandom secureRandom() {
    return new SecureRandom();
  }

  @Bean
  Ids ids() {
    return IdentifierFactory.getInstance()::generateIdentifier;
  }

  @Bean
  WorkerId workerId() {
    return new WorkerId(IdentifierFactory.getInstance().generateIdentifier());
  }
}
