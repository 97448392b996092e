package io.fluxo.connectors.evidence.pack;

import static io.fluxo.connectors.evidence.sign.SigningKey.fingerprint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.document.Block;
import io.fluxo.messages.document.Block.Column;
import io.fluxo.messages.document.Block.Fact;
import io.fluxo.messages.document.Document;
import io.fluxo.messages.document.Drawing;
import io.fluxo.messages.document.Label;
import io.fluxo.messages.evidence.Checkpoint;
import io.fluxo.messages.humantask.TaskDetail;
import io.fluxo.messages.run.RunView;
import io.fluxo.messages.run.StepView;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.Sha256;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people read of a pack. */
final class RunReport {

  private static final int MOST_ROWS = 500;
  private static final int LONGEST_VALUE = 6_000;
  private static final ObjectMapper MAPPER = Json.mapper();

  private final Words words;
  private final RunRecord record;
  private final Cleaner cleaner;
  private final List<Block> blocks = new ArrayList<>();

  RunReport(Words words, RunRecord record, Cleaner cleaner) {
    this.words = words;
    this.record = record;
    this.cleaner = cleaner;
  }

  /**
   * The document.
   *
   * @param files those that are there already, whose hashes it names
   */
  Document of(Map<String, byte[]> files, Object inputs, Object outputs, X509Certificate signer) {
    run();
    graph();
    steps();
    people();
    value("Entradas", "Inputs", inputs);
    value("Saídas", "Outputs", outputs);
    attachments();
    proof(files, signer);
    return new Document(
        words.language(),
        words.label("Evidência de execução", "Evidence of a run"),
        record.run().runId().value(),
        record.made(),
        blocks);
  }

  private void run() {
    RunView run = record.run();
    List<Fact> facts = new ArrayList<>();
    fact(facts, "Fluxo", "Workflow", name(), false);
    fact(facts, "Versão", "Version", Integer.toString(run.workflow().version()), false);
    fact(facts, "Situação", "Status", words.status(run.status().text()), false);
    fact(facts, "Início", "Started", time(run.startedAt()), false);
    fact(facts, "Fim", "Ended", time(run.endedAt()), false);
    fact(facts, "Duração", "Duration", duration(run.startedAt(), run.endedAt()), false);
    fact(facts, "Gatilho", "Trigger", run.trigger().text(), false);
    fact(facts, "Chave de negócio", "Business key", cleaned(run.businessKey()), false);
    fact(
        facts,
        "Empresa / espaço",
        "Tenant / workspace",
        record.tenant() + " / " + record.workspace(),
        false);
    fact(facts, "Correlação", "Correlation", run.correlation(), true);
    if (run.failure() != null) {
      String what = run.failure().errorClass() + ": " + cleaner.text(run.failure().message());
      fact(facts, "Falha", "Failure", what, false);
    }
    blocks.add(new Block.Facts(facts));
  }

  private String name() {
    String id = record.run().workflow().id().value();
    return record.definition().get("name") instanceof String name
        ? "%s (%s)".formatted(name, id)
        : id;
  }

  private void graph() {
    Drawing drawing = RunGraph.of(record.definition(), record.steps());
    heading("Caminho da execução", "The way of the run");
    String caption =
        words.sentence(
            "Verde: percorrido. Vermelho: falhou. Amarelo: não terminou. Cinza: não percorrido.",
            "Green: taken. Red: failed. Yellow: not ended. Grey: not taken.");
    blocks.add(new Block.Figure(drawing, caption));
  }

  private void steps() {
    heading("Linha do tempo", "Time line");
    List<Column> columns =
        List.of(
            column("Nó", "Node", 4, false),
            column("Tipo", "Type", 3, false),
            column("Situação", "Status", 4, false),
            column("Tentativas", "Attempts", 2, false),
            column("Início", "Began", 5, false),
            column("Duração", "Took", 2, false));
    List<List<String>> rows = record.steps().stream().limit(MOST_ROWS).map(this::step).toList();
    table(columns, rows, record.steps().size());
  }

  private List<String> step(StepView step) {
    String way = step.branch() == null ? "" : " → " + step.branch();
    return List.of(
        step.node(),
        Objects.requireNonNullElse(step.type(), ""),
        words.status(step.status()) + way,
        step.attempts() == 0 ? "" : Integer.toString(step.attempts()),
        time(step.startedAt()),
        step.durationMillis() == null ? "" : millis(step.durationMillis()));
  }

  private void people() {
    heading("Decisões de pessoas", "Decisions of people");
    List<List<String>> rows = new ArrayList<>();
    for (TaskDetail task : record.tasks()) {
      String node = Objects.requireNonNullElse(task.task().node(), task.task().taskId().value());
      for (TaskDetail.Act act : task.history()) {
        String end =
            act.after().isFinal() && task.task().outcome() != null
                ? ": " + task.task().outcome()
                : "";
        rows.add(List.of(time(act.at()), act.by(), node, act.what() + end, ""));
      }
      for (TaskDetail.Comment said : task.comments()) {
        String text = cleaner.text(String.valueOf(said.text().json()));
        rows.add(List.of(time(said.at()), said.by(), node, "commented", text));
      }
    }
    for (Decisions.Act act : new Decisions(cleaner).acts(record)) {
      String node = Objects.requireNonNullElse(act.node(), "");
      rows.add(List.of(act.at(), act.by(), node, act.what(), act.reason()));
    }
    if (rows.isEmpty()) {
      blocks.add(
          new Block.Text(
              words.sentence("Nenhuma pessoa interveio.", "Nobody was asked or took the wheel.")));
      return;
    }
    List<Column> columns =
        List.of(
            column("Quando", "When", 4, false),
            column("Quem", "Who", 4, false),
            column("Onde", "Where", 3, false),
            column("O quê", "What", 3, false),
            column("Por quê", "Why", 4, false));
    table(columns, rows.stream().limit(MOST_ROWS).toList(), rows.size());
  }

  private void attachments() {
    List<List<String>> rows =
        record.tasks().stream()
            .flatMap(task -> task.files().stream())
            .limit(MOST_ROWS)
            .map(
                each ->
                    List.of(
                        cleaner.text(String.valueOf(each.file().name().json())),
                        each.file().type(),
                        Long.toString(each.file().bytes()),
                        each.file().sha256()))
            .toList();
    if (!rows.isEmpty()) {
      heading("Anexos", "Attachments");
      table(
          List.of(
              column("Nome", "Name", 4, false),
              column("Tipo", "Type", 3, false),
              column("Bytes", "Bytes", 2, false),
              column("SHA-256", "SHA-256", 6, true)),
          rows,
          rows.size());
    }
  }

  private void proof(Map<String, byte[]> files, X509Certificate signer) {
    heading("Integridade", "Integrity");
    Checkpoint point = record.leaves().checkpoint().checkpoint();
    List<Fact> facts = new ArrayList<>();
    fact(facts, "Eventos", "Events", Integer.toString(record.leaves().leaves().size()), false);
    fact(facts, "Registro", "Log", point.origin(), true);
    fact(facts, "Tamanho do registro", "Size of the log", Long.toString(point.size()), false);
    fact(facts, "Raiz", "Root", Base64.getEncoder().encodeToString(point.root()), true);
    fact(facts, "Selado em", "Sealed at", time(point.time()), false);
    fact(facts, "Assinado por", "Signed by", signer.getSubjectX500Principal().getName(), false);
    fact(facts, "Certificado", "Certificate", fingerprint(signer), true);
    fact(facts, "Pacote feito em", "Pack made at", time(record.made()), false);
    blocks.add(new Block.Facts(facts));
    table(
        List.of(column("Arquivo", "File", 3, false), column("SHA-256", "SHA-256", 8, true)),
        files.entrySet().stream()
            .map(file -> List.of(file.getKey(), Sha256.hex(file.getValue())))
            .toList(),
        files.size());
    blocks.add(new Block.Heading(2, words.label("Como verificar", "How to verify")));
    blocks.add(
        new Block.Code(
            """
            unzip pack.zip
            openssl cms -verify -binary -inform DER -in manifest.p7s -content manifest.json \\
              -CAfile ca.pem -purpose any -out /dev/null
            sha256sum *    # as manifest.json lists
            java -jar fluxo.jar verify pack.zip --ca ca.pem"""));
  }

  private void value(String portuguese, String english, @Nullable Object value) {
    heading(portuguese, english);
    try {
      String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
      String cut = text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "\n…";
      blocks.add(new Block.Code(cut));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Every tree can be written", e);
    }
  }

  private void table(List<Column> columns, List<List<String>> rows, int all) {
    blocks.add(new Block.Table(columns, rows));
    if (rows.size() < all) {
      blocks.add(
          new Block.Text(
              words.sentence(
                  "As primeiras %d linhas de %d.".formatted(rows.size(), all),
                  "The first %d rows of %d.".formatted(rows.size(), all))));
    }
  }

  private void heading(String portuguese, String english) {
    blocks.add(new Block.Heading(1, words.label(portuguese, english)));
  }

  private Column column(String portuguese, String english, int share, boolean code) {
    Label label = portuguese.equals(english) ? Label.of(english) : words.label(portuguese, english);
    return new Column(label, share, code);
  }

  private void fact(
      List<Fact> facts, String portuguese, String english, String value, boolean code) {
    if (!value.isEmpty()) {
      facts.add(new Fact(words.label(portuguese, english), value, code));
    }
  }

  private String cleaned(@Nullable String text) {
    return text == null ? "" : cleaner.text(text);
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "" : time.toString();
  }

  private static String duration(Instant from, @Nullable Instant until) {
    return until == null ? "" : millis(Duration.between(from, until).toMillis());
  }

  private static String millis(long millis) {
    if (millis < 10_000) {
      return millis + " ms";
    }
    Duration took = Duration.ofMillis(millis);
    return "%d:%02d:%02d".formatted(took.toHours(), took.toMinutesPart(), took.toSecondsPart());
  }
}
