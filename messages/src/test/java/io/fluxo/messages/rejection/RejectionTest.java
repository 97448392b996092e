package io.fluxo.messages.rejection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RejectionTest {

  @ParameterizedTest
  @EnumSource
  void onlyABusyServiceMayTakeTheSameLater(Rejection.Code code) {
    assertThat(Rejection.isPassing(new Rejection(code, "no")))
        .isEqualTo(code == Rejection.Code.UNAVAILABLE || code == Rejection.Code.OUTCOME_UNKNOWN);
    assertThat(Rejection.isPassing(new IllegalStateException())).isTrue();
  }
}
