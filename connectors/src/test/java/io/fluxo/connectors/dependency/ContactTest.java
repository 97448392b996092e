package io.fluxo.connectors.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.connectors.dependency.Contact.Verdict;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an attempt's end tells about whom it talked to. */
class ContactTest {

  @ParameterizedTest
  @CsvSource({
    "timeout, FAILED",
    "unavailable, FAILED",
    "rate_limited, UNKNOWN",
    "refused, ANSWERED",
    "limit_exceeded, ANSWERED",
    "invalid_data, ANSWERED",
    "configuration, UNKNOWN",
    "expression, UNKNOWN",
    "internal, UNKNOWN",
    "code, UNKNOWN",
    "own_word, UNKNOWN"
  })
  void only_what_says_something_about_it_counts(String errorClass, Verdict verdict) {
    Failure failure = Failure.passing(errorClass, "no");
    assertThat(Contact.of(new StepOutcome.Failed(failure, null)).verdict()).isEqualTo(verdict);
    assertThat(Contact.of(new StepOutcome.Unknown(failure)).verdict()).isEqualTo(verdict);
  }

  @Test
  void success_is_an_answer() {
    assertThat(Contact.of(new StepOutcome.Succeeded(Payload.EMPTY, null)).verdict())
        .isEqualTo(Verdict.ANSWERED);
  }

  @ParameterizedTest
  @CsvSource({"rate_limited, PT3S", "unavailable, PT3S", "refused, ", "internal, "})
  void only_who_has_too_much_to_do_may_ask_for_a_pause(String errorClass, Duration pause) {
    Failure failure = Failure.passing(errorClass, "no");
    assertThat(Contact.of(new StepOutcome.Failed(failure, Duration.ofSeconds(3))).pause())
        .isEqualTo(pause);
    assertThat(Contact.of(new StepOutcome.Failed(failure, Duration.ZERO)).pause()).isNull();
  }
}
