package io.fluxo.api.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.messages.context.Context;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

/** The choice of the format, and the fields of a line. */
class LoggingTest {

  @Test
  void writesForPeopleUnlessAskedForJson() {
    assertThat(formatFor("console")).isNull();
    assertThat(formatFor("json")).isEqualTo("ecs");
    assertThat(formatFor(" JSON ")).isEqualTo("ecs");
  }

  @Test
  void refusesAnotherFormat() {
    assertThatThrownBy(() -> formatFor("xml"))
        .hasMessage("Expected fluxo.log to be 'console' or 'json', but it is 'xml'");
  }

  @Test
  void carriesTheFieldsUntilClosed() {
    try (LogFields fields = LogFields.of(Context.of("user:ana", "c-1"))) {
      fields.run("r-1").node("n-1").outcome("succeeded");
      assertThat(MDC.getCopyOfContextMap())
          .containsEntry("correlation", "c-1")
          .containsEntry("tenant", "default")
          .containsEntry("run", "r-1")
          .containsEntry("node", "n-1")
          .containsEntry("outcome", "succeeded");
    }
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  private static String formatFor(String choice) {
    MockEnvironment environment = new MockEnvironment().withProperty(LogFormat.PROPERTY, choice);
    new LogFormat().postProcessEnvironment(environment, new SpringApplication());
    return environment.getProperty(LogFormat.FORMAT);
  }
}
