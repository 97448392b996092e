package io.fluxo.query.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.query.History;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;

class StreamsTest {
  private static final String RUN = History.id(1).value();

  @Test
  void whatHappensUnderARunBelongsToItAndATaskOfItsOwnToItself() {
    assertThat(of("run", RUN)).isEqualTo(RUN);
    assertThat(of("step", RUN + "-2")).isEqualTo(RUN);
    assertThat(of("human_task", RUN + "-3")).isEqualTo(RUN);
    assertThat(of("human_task", RUN)).isEqualTo(RUN);
    assertThat(of("workflow", RUN + "/workflow")).isEqualTo(RUN + "/workflow");
  }

  private static String of(String type, String subject) {
    return Streams.of(new GenericDomainEventMessage<>(type, subject, 0, "any"));
  }
}
