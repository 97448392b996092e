package io.fluxo.api.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Canaries that are logged in every way a line can carry them are not found in what was written.
 */
@ExtendWith(OutputCaptureExtension.class)
class MaskedLogsTest {

  private static final String CPF = "529.982.247-25";
  private static final String MAIL = "canary@correio.com.br";

  @ParameterizedTest
  @ValueSource(strings = {"console", "json"})
  void nothingOfACanaryIsWritten(String format, CapturedOutput output) {
    SpringApplication application = new SpringApplication(Empty.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    try (ConfigurableApplicationContext started = application.run("--fluxo.log=" + format)) {
      assertThat(started.isRunning()).isTrue();
      MDC.put("who", MAIL);
      LoggerFactory.getLogger("canary")
          .atWarn()
          .addKeyValue("key", CPF)
          .setCause(new IllegalStateException("it was " + MAIL, new RuntimeException(CPF)))
          .log("Found {} in the mine of {}", CPF, MAIL);
      MDC.remove("who");
    }
    assertThat(output.getAll()).contains("Found *** in the mine of ***").doesNotContain(CPF, MAIL);
  }

  /** No beans. */
  static final class Empty {}
}
