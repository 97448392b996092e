package io.fluxo.messages.humantask;

import io.fluxo.messages.rejection.Rejection;
import java.util.List;

/**
 * What a form says to an answer.
 *
 * @param visible the names of the fields that are to be shown, in their order
 * @param errors what is wrong, with JSON pointers that begin with {@code /answer}; empty when the
 *     answer may be given
 */
public record FormVerdict(List<String> visible, List<Rejection.Problem> errors) {

  public FormVerdict {
    visible = List.copyOf(visible);
    errors = List.copyOf(errors);
  }
}
