package io.fluxo.api.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.fluxo.messages.document.Block;
import io.fluxo.messages.document.Document;
import io.fluxo.messages.document.Label;
import io.fluxo.messages.humantask.TaskView;
import io.fluxo.messages.run.RunView;
import io.fluxo.messages.run.StepView;
import io.fluxo.messages.value.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An access report as a document for the person whom it is about. */
final class ReportDocument {

  private static final ObjectWriter JSON = Json.mapper().writerWithDefaultPrettyPrinter();
  private static final int LONGEST = 20_000;

  private ReportDocument() {}

  static Document of(AccessReport report) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Facts(
            List.of(
                fact("Controlador", "Controller", report.tenant(), false),
                fact("Área", "Workspace", report.workspace(), false),
                fact("Titular", "Data subject", report.subject(), true),
                fact(
                    "Retenção",
                    "Retention",
                    report.retentionDays() == null
                        ? "sem prazo / no limit"
                        : report.retentionDays() + " dias / days",
                    false),
                fact("Tratamentos", "Processing", Integer.toString(report.runs().size()), false))));
    for (AccessReport.Entry entry : report.runs()) {
      run(entry, blocks);
    }
    return new Document(
        "pt-BR",
        new Label("Relatório de acesso a dados pessoais", "Access report"),
        report.subject(),
        report.at(),
        blocks);
  }

  private static void run(AccessReport.Entry entry, List<Block> blocks) {
    RunView run = entry.run();
    blocks.add(new Block.Heading(1, Label.of(run.workflow().id().value())));
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(fact("Execução", "Run", run.runId().value(), true));
    if (entry.purpose() != null) {
      facts.add(fact("Finalidade", "Purpose", entry.purpose(), false));
    }
    facts.add(fact("Situação", "Status", run.status().text(), false));
    facts.add(fact("Início", "Started", run.startedAt().toString(), false));
    facts.add(fact("Fim", "Ended", Objects.toString(run.endedAt(), "-"), false));
    blocks.add(new Block.Facts(facts));
    value(
        "Dados recebidos",
        "Data received",
        run.input() == null ? null : run.input().json(),
        blocks);
    steps(entry.steps(), blocks);
    tasks(entry.tasks(), blocks);
    value("Resultado", "Result", run.output() == null ? null : run.output().json(), blocks);
  }

  private static void steps(List<StepView> steps, List<Block> blocks) {
    for (StepView step : steps) {
      blocks.add(new Block.Heading(2, new Label("Etapa " + step.node(), "Step")));
      value("Enviado", "Sent", step.input() == null ? null : step.input().json(), blocks);
      value("Recebido", "Received", step.output() == null ? null : step.output().json(), blocks);
    }
  }

  private static void tasks(List<TaskView> tasks, List<Block> blocks) {
    for (TaskView task : tasks) {
      blocks.add(new Block.Heading(2, new Label("Tarefa " + task.taskId(), "Task")));
      value("Pedido", "Asked", task.text().json(), blocks);
    }
  }

  private static void value(
      String text, String beneath, @Nullable Object json, List<Block> blocks) {
    if (json == null) {
      return;
    }
    blocks.add(new Block.Heading(2, new Label(text, beneath)));
    try {
      String written = JSON.writeValueAsString(json);
      blocks.add(
          new Block.Code(
              written.length() <= LONGEST ? written : written.substring(0, LONGEST) + " …"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Expected JSON, but it cannot be written", e);
    }
  }

  private static Block.Fact fact(String text, String beneath, String value, boolean code) {
    return new Block.Fact(new Label(text, beneath), value, code);
  }
}
