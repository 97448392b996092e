package io.fluxo.connectors.evidence.pack;

import java.util.List;
import java.util.stream.Stream;

/** The files of a pack, by name. */
public final class PackFiles {

  public static final String MANIFEST = "manifest.json";
  public static final String SIGNATURE = "manifest.p7s";
  public static final String STAMP = "timestamp.tsr";
  public static final String STATEMENT = "statement.dsse.json";
  public static final String EVENTS = "events.jsonl";
  public static final String PROOFS = "proofs.json";
  public static final String CHECKPOINT = "checkpoint.txt";
  public static final String CHECKPOINT_STAMP = "checkpoint.tsr";
  public static final String LOG_KEY = "log-key.pem";
  public static final String DEFINITION = "definition.json";
  public static final String INPUTS = "inputs.json";
  public static final String DECISIONS = "decisions.json";
  public static final String OUTPUTS = "outputs.json";
  public static final String ATTACHMENTS = "attachments.json";
  public static final String CERTIFICATES = "certificates.pem";
  public static final String PAGE = "report.html";
  public static final String PAPER = "report.pdf";

  /** What the manifest lists by hash, in the order of the pack. */
  public static final List<String> LISTED =
      List.of(
          EVENTS,
          PROOFS,
          CHECKPOINT,
          CHECKPOINT_STAMP,
          LOG_KEY,
          DEFINITION,
          INPUTS,
          DECISIONS,
          OUTPUTS,
          ATTACHMENTS,
          CERTIFICATES,
          PAGE,
          PAPER);

  /** What stands outside of the manifest, for it is made of it; these come first. */
  public static final List<String> OUTSIDE = List.of(MANIFEST, SIGNATURE, STAMP, STATEMENT);

  /** Those that there need not be. */
  public static final List<String> OPTIONAL = List.of(STAMP, CHECKPOINT_STAMP);

  /** All, in the order of the pack. */
  public static final List<String> ALL = join();

  private PackFiles() {}

  private static List<String> join() {
    return Stream.concat(OUTSIDE.stream(), LISTED.stream()).toList();
  }
}
