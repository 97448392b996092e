package io.fluxo.api.report;

import static io.fluxo.api.report.Pages.column;
import static io.fluxo.api.report.Pages.fact;
import static io.fluxo.api.report.Pages.heading;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.document.Block;
import io.fluxo.messages.document.Document;
import io.fluxo.messages.document.Label;
import io.fluxo.messages.report.ProcessingReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The record of processing operations, to read. */
final class ProcessingPages {

  private ProcessingPages() {}

  /**
   * The document.
   *
   * @param shown what of a text the reader may see
   */
  static Document of(
      ProcessingReport report, Context context, Instant created, UnaryOperator<String> shown) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(Pages.about(context, report.from(), report.to()));
    for (ProcessingReport.Processing each : report.workflows()) {
      blocks.add(heading(1, shown.apply(each.workflow()), "Processing operation"));
      blocks.add(
          new Block.Facts(
              List.of(
                  fact("Finalidade", "Purpose", shown.apply(each.purpose())),
                  fact("Versão em vigor", "Version in force", each.version()),
                  fact("Categorias de dados", "Categories of data", Pages.list(each.data())),
                  fact(
                      "Titular identificado",
                      "Data subject named",
                      each.subjectNamed() ? "sim / yes" : "não / no"),
                  fact("Base legal", "Legal basis", each.legalBasis()),
                  fact("Retenção", "Retention", each.retention()),
                  fact("Conectores", "Connectors", Pages.list(each.connectors())),
                  fact("Destinatários", "Recipients", shown.apply(Pages.list(each.recipients()))),
                  fact("Execuções", "Runs", Pages.counts(each.runs())))));
    }
    blocks.add(heading(1, "Eventos de segurança e privacidade", "Events of safety and privacy"));
    List<List<String>> rows = new ArrayList<>();
    for (ProcessingReport.Counted each : report.events()) {
      rows.add(
          Pages.row(each.kind(), each.summary(), each.incident() ? "sim / yes" : "", each.count()));
    }
    blocks.add(
        new Block.Table(
            List.of(
                column("Evento", "Event", 4),
                column("Significado", "What it says", 5),
                column("Incidente", "Incident", 2),
                column("Quantidade", "Count", 2)),
            rows));
    if (!report.whole()) {
      blocks.add(
          new Block.Text("Contagem parcial: eventos demais. / Only the first events count."));
    }
    return new Document(
        Pages.LANGUAGE,
        new Label(
            "Registro das operações de tratamento (LGPD, art. 37)",
            "Record of processing operations"),
        context.tenant() + "/" + context.workspace(),
        created,
        blocks);
  }
}
