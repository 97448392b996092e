package io.fluxo.command.form;

import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.value.Payload;
import java.util.List;

/**
 * An answer after its check.
 *
 * @param answer what is to be kept: without hidden fields, read-only ones as prefilled. Of no use
 *     where there are problems.
 * @param problems what is wrong, with JSON pointers into the answer; empty when it may be taken
 */
public record Checked(Payload answer, List<Rejection.Problem> problems) {

  public Checked {
    problems = List.copyOf(problems);
  }
}
