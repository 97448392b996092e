package io.fluxo.connectors.evidence.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxo.connectors.evidence.sign.Dsse;
import io.fluxo.connectors.evidence.sign.Pem;
import io.fluxo.connectors.evidence.sign.Signatures;
import io.fluxo.connectors.evidence.sign.SigningKey;
import io.fluxo.messages.document.Document;
import io.fluxo.messages.document.Printer;
import io.fluxo.messages.evidence.Checkpoint;
import io.fluxo.messages.evidence.EventLeaf;
import io.fluxo.messages.evidence.RunLeaves;
import io.fluxo.messages.evidence.TimeStamps;
import io.fluxo.messages.run.RunStatus;
import io.fluxo.messages.run.RunView;
import io.fluxo.messages.run.StepView;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.value.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes packs. The same record and key give the same bytes, but for the time stamp: nothing is
 * drawn, and no clock is looked at.
 */
public final class PackBuilder {

  private final Printer printer;
  private final TimeStamps stamps;
  private final Words words;

  /**
   * A maker of packs.
   *
   * @param language of the report, {@code pt-BR} or {@code en}
   */
  public PackBuilder(Printer printer, TimeStamps stamps, String language) {
    this.printer = printer;
    this.stamps = stamps;
    this.words = new Words(language);
  }

  /**
   * Makes a pack.
   *
   * @throws IllegalArgumentException when the events are not those of a run that has ended, or the
   *     definition is not the one that the run began with
   * @throws IllegalStateException when the time-stamping authority does not answer
   */
  public byte[] build(RunRecord record, SigningKey key) {
    SequencedMap<String, byte[]> listed = content(record, key);
    Manifest manifest = manifest(record, key, listed);
    byte[] signed = manifest.write();
    byte[] signature = Signatures.cms(key, signed, record.made());
    byte[] stamp = stamps.stamp(Sha256.of(signature));
    Map<String, byte[]> all = new LinkedHashMap<>(listed);
    all.put(PackFiles.MANIFEST, signed);
    all.put(PackFiles.SIGNATURE, signature);
    if (stamp != null) {
      all.put(PackFiles.STAMP, stamp);
    }
    all.put(PackFiles.STATEMENT, statement(record, key, inOrder(all)));
    return PlainZip.write(inOrder(all));
  }

  private SequencedMap<String, byte[]> content(RunRecord record, SigningKey key) {
    RunView run = record.run();
    RunLeaves leaves = record.leaves();
    Cleaner cleaner = new Cleaner();
    Object input = cleaner.clean(json(run.input()), record.definition().get("input"));
    Map<String, Object> inputs = values(input, record, cleaner, StepView::input);
    Map<String, Object> outputs =
        values(cleaner.clean(json(run.output())), record, cleaner, StepView::output);
    SequencedMap<String, byte[]> files = new LinkedHashMap<>();
    files.put(PackFiles.EVENTS, lines(leaves));
    files.put(PackFiles.PROOFS, Proofs.of(leaves).write());
    files.put(PackFiles.CHECKPOINT, leaves.checkpoint().note().getBytes(UTF_8));
    if (leaves.checkpoint().stamp() != null) {
      files.put(PackFiles.CHECKPOINT_STAMP, leaves.checkpoint().stamp());
    }
    files.put(PackFiles.LOG_KEY, Pem.write("PUBLIC KEY", leaves.key().publicKey()).getBytes(UTF_8));
    files.put(PackFiles.DEFINITION, CanonicalFile.write(record.definition()));
    files.put(PackFiles.INPUTS, CanonicalFile.write(inputs));
    files.put(PackFiles.DECISIONS, CanonicalFile.write(new Decisions(cleaner).of(record)));
    files.put(PackFiles.OUTPUTS, CanonicalFile.write(outputs));
    files.put(PackFiles.ATTACHMENTS, CanonicalFile.write(attachments(record, cleaner)));
    files.put(PackFiles.CERTIFICATES, Pem.write(key.chain()).getBytes(UTF_8));
    Document report =
        new RunReport(words, record, cleaner).of(files, inputs, outputs, key.certificate());
    files.put(PackFiles.PAGE, printer.html(report).getBytes(UTF_8));
    files.put(PackFiles.PAPER, printer.pdf(report));
    return files;
  }

  private static Manifest manifest(
      RunRecord record, SigningKey key, SequencedMap<String, byte[]> files) {
    RunView run = record.run();
    EventLeaf started = null;
    EventLeaf ended = null;
    SequencedMap<String, Long> streams = new LinkedHashMap<>();
    for (RunLeaves.Leaf leaf : record.leaves().leaves()) {
      EventLeaf event = leaf.event();
      streams.merge(event.subject(), 1L, Long::sum);
      if (event.subject().equals(run.runId().value())) {
        started = started == null ? event : started;
        ended = RunEnds.STATUS.containsKey(event.type()) ? event : ended;
      }
    }
    RunStatus status = ended == null ? null : RunEnds.STATUS.get(ended.type());
    if (started == null || ended == null || run.status() != status) {
      throw new IllegalArgumentException("Expected the events of a run that has ended");
    }
    if (!Sha256.hex(file(files, PackFiles.DEFINITION)).equals(run.workflow().hash())) {
      throw new IllegalArgumentException("Expected the definition that the run began with");
    }
    Checkpoint checkpoint = record.leaves().checkpoint().checkpoint();
    SequencedMap<String, Manifest.FileHash> hashes = new LinkedHashMap<>();
    files.forEach((name, bytes) -> hashes.put(name, Manifest.FileHash.of(bytes)));
    return new Manifest(
        record.tenant(),
        record.workspace(),
        run.runId().value(),
        run.workflow().id().value(),
        run.workflow().version(),
        run.workflow().hash(),
        status.text(),
        started.time(),
        ended.time(),
        record.made(),
        record.position(),
        checkpoint,
        SigningKey.fingerprint(key.certificate()),
        streams,
        hashes);
  }

  private static byte[] statement(
      RunRecord record, SigningKey key, SequencedMap<String, byte[]> files) {
    Map<String, Object> predicate =
        Map.of(
            "format", Manifest.FORMAT,
            "tenant", record.tenant(),
            "run", record.run().runId().value(),
            "made", record.made().toString());
    return Dsse.envelope(key, Dsse.statement(files, predicate));
  }

  private static byte[] lines(RunLeaves leaves) {
    StringBuilder lines = new StringBuilder();
    leaves.leaves().forEach(leaf -> lines.append(leaf.event().line()).append('\n'));
    return lines.toString().getBytes(UTF_8);
  }

  private static Map<String, Object> values(
      @Nullable Object ofRun,
      RunRecord record,
      Cleaner cleaner,
      Function<StepView, @Nullable Payload> value) {
    List<Object> steps = new ArrayList<>();
    for (StepView step : record.steps()) {
      Payload payload = value.apply(step);
      if (payload != null) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("node", step.node());
        json.put("ordinal", step.ordinal());
        json.put("at", step.startedAt().toString());
        json.put("value", cleaner.clean(payload.json()));
        steps.add(json);
      }
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", ofRun);
    json.put("steps", steps);
    return json;
  }

  private static Map<String, Object> attachments(RunRecord record, Cleaner cleaner) {
    List<Object> files = new ArrayList<>();
    record
        .tasks()
        .forEach(
            task ->
                task.files()
                    .forEach(
                        each ->
                            files.add(
                                Map.of(
                                    "task", task.task().taskId().value(),
                                    "name", cleaner.text(String.valueOf(each.file().name().json())),
                                    "type", each.file().type(),
                                    "bytes", each.file().bytes(),
                                    "sha256", each.file().sha256(),
                                    "by", each.by(),
                                    "at", each.at().toString()))));
    return Map.of("files", files);
  }

  private static SequencedMap<String, byte[]> inOrder(Map<String, byte[]> files) {
    SequencedMap<String, byte[]> ordered = new LinkedHashMap<>();
    for (String name : PackFiles.ALL) {
      byte[] bytes = files.get(name);
      if (bytes != null) {
        ordered.put(name, bytes);
      }
    }
    return ordered;
  }

  private static byte[] file(Map<String, byte[]> files, String name) {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      throw new IllegalStateException("Expected the file " + name);
    }
    return bytes;
  }

  private static @Nullable Object json(@Nullable Payload payload) {
    return payload == null ? null : payload.json();
  }
}
