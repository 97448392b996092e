package io.fluxo.command.humantask;

import io.fluxo.command.form.FormCheck;
import io.fluxo.messages.humantask.FormQuery;
import io.fluxo.messages.humantask.FormVerdict;
import org.axonframework.queryhandling.QueryHandler;

/** Says of answers that are being written what the forms would say of them. */
final class FormQueries {

  private final FormCheck forms;

  FormQueries(FormCheck forms) {
    this.forms = forms;
  }

  @QueryHandler
  FormVerdict handle(FormQuery query) {
    return new FormVerdict(
        forms.visible(query.form(), query.answer()),
        forms.check(query.form(), query.answer()).problems().stream()
            .map(TaskAnswers::inAnswer)
            .toList());
  }
}
