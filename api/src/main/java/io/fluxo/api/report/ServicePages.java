package io.fluxo.api.report;

import static io.fluxo.api.report.Pages.column;
import static io.fluxo.api.report.Pages.heading;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.document.Block;
import io.fluxo.messages.document.Document;
import io.fluxo.messages.document.Label;
import io.fluxo.messages.report.ServiceReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Volumes, deadlines and decisions, to read. */
final class ServicePages {

  private ServicePages() {}

  /**
   * The document.
   *
   * @param shown what of a text the reader may see
   */
  static Document of(
      ServiceReport report, Context context, Instant created, UnaryOperator<String> shown) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(Pages.about(context, report.from(), report.to()));
    blocks.add(heading(1, "Execuções", "Runs"));
    List<List<String>> runs = new ArrayList<>();
    List<List<String>> tasks = new ArrayList<>();
    for (ServiceReport.Service each : report.workflows()) {
      String name = each.workflow().isEmpty() ? "–" : each.workflow();
      runs.add(
          Pages.row(
              name,
              each.runs(),
              each.completed(),
              each.failed(),
              each.open(),
              Pages.seconds(each.seconds())));
      tasks.add(
          Pages.row(
              name,
              each.tasks(),
              each.answered(),
              each.pending(),
              each.overdue(),
              each.inTime(),
              each.late(),
              Pages.seconds(each.answerSeconds()),
              Pages.counts(each.decisions())));
    }
    blocks.add(
        new Block.Table(
            List.of(
                column("Fluxo", "Workflow", 4),
                column("Iniciadas", "Begun", 2),
                column("Concluídas", "Completed", 2),
                column("Encerradas sem êxito", "Ended otherwise", 2),
                column("Em curso", "Open", 2),
                column("Tempo médio", "Average time", 2)),
            runs));
    blocks.add(heading(1, "Decisões humanas e prazos", "Human decisions and deadlines"));
    blocks.add(
        new Block.Table(
            List.of(
                column("Fluxo", "Workflow", 3),
                column("Pedidas", "Asked", 2),
                column("Respondidas", "Answered", 2),
                column("Pendentes", "Pending", 2),
                column("Atrasadas", "Overdue", 2),
                column("No prazo", "In time", 2),
                column("Fora do prazo", "Late", 2),
                column("Tempo médio", "Average", 2),
                column("Decisões", "Decisions", 3)),
            tasks));
    blocks.add(heading(1, "Negativas", "Refusals"));
    List<List<String>> refusals = new ArrayList<>();
    for (ServiceReport.Refusal each : report.refusals()) {
      refusals.add(
          Pages.row(
              each.task(),
              Objects.requireNonNullElse(each.workflow(), "–"),
              each.outcome(),
              each.at(),
              shown.apply(each.by()),
              shown.apply(Objects.requireNonNullElse(each.reason(), "–"))));
    }
    blocks.add(
        new Block.Table(
            List.of(
                column("Tarefa", "Task", 4),
                column("Fluxo", "Workflow", 2),
                column("Decisão", "Decision", 2),
                column("Quando", "When", 3),
                column("Por quem", "By", 3),
                column("Motivo", "Reason", 4)),
            refusals));
    if (report.moreRefusals()) {
      blocks.add(new Block.Text("Há mais negativas. / There are more refusals."));
    }
    return new Document(
        Pages.LANGUAGE,
        new Label("Relatório operacional (ANS)", "Figures of service"),
        context.tenant() + "/" + context.workspace(),
        created,
        blocks);
  }
}
