package io.fluxo.messages.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class UnspokenTest {

  @Test
  void whereItCameFromIsToldAndWhatItSaidIsNot() {
    Exception inner = new IllegalArgumentException("Joana");
    String printed = printed(Unspoken.of(new IllegalStateException("of Joana", inner)));
    assertThat(printed)
        .contains("java.lang.IllegalStateException")
        .contains("java.lang.IllegalArgumentException")
        .contains("UnspokenTest.java")
        .doesNotContain("Joana");
  }

  @Test
  void causesThatGoRoundInACircleEnd() {
    Exception one = new Exception("one");
    one.initCause(new Exception("two", one));
    assertThat(printed(Unspoken.of(one))).doesNotContain("two");
  }

  private static String printed(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
