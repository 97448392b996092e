package io.fluxo.command.workflow;

import io.fluxo.messages.rejection.Rejection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text that is no JSON or YAML that we take: reading ends at the first such place. */
final class UnreadableText extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Rejection.Problem problem;

  UnreadableText(String pointer, int line, int column, String message, @Nullable String expected) {
    super(message, null, false, false);
    this.problem = new Rejection.Problem(pointer, line, column, message, expected);
  }

  Rejection rejection() {
    return new Rejection(
        Rejection.Code.INVALID_INPUT, "The definition cannot be read", List.of(problem));
  }
}
