package io.fluxo.api.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.history.CommittedEvents.Committed;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RunLogTest {

  private static final Failure SECRET = new Failure("http_500", "card 4111 1111 was refused", true);

  private final Logger logger = (Logger) LoggerFactory.getLogger("io.fluxo.run");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
  }

  @Test
  void aFailedRunIsToldWithItsFieldsAndWithoutWhatAUserSent() {
    write(new RunEvent.RunFailed("charge", SECRET));

    assertThat(lines.list).hasSize(1);
    ILoggingEvent line = lines.list.getFirst();
    assertThat(line.getLevel()).isEqualTo(Level.INFO);
    assertThat(line.getFormattedMessage()).isEqualTo("Run r-1 failed: http_500");
    assertThat(line.getMDCPropertyMap())
        .containsEntry("run", "r-1")
        .containsEntry("node", "charge")
        .containsEntry("outcome", "failed")
        .containsEntry("tenant", "default")
        .containsEntry("correlation", "c-1");
  }

  @Test
  void anUnknownOutcomeIsAWarning() {
    write(new StepEvent.StepOutcomeUnknown(1, SECRET));
    assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
  }

  @Test
  void whatGoesWellIsToldToThoseWhoAsk() {
    write(new RunEvent.RunCompleted(Payload.NULL));
    assertThat(lines.list).isEmpty();
    logger.setLevel(Level.DEBUG);
    try {
      write(new RunEvent.RunCompleted(Payload.NULL));
      assertThat(lines.list).hasSize(1);
    } finally {
      logger.setLevel(Level.INFO);
    }
  }

  private static void write(Object event) {
    RunLog.write(
        new Committed("r-1", event, Context.of("user:ana", "c-1").toMetaData(), Instant.EPOCH));
  }
}
