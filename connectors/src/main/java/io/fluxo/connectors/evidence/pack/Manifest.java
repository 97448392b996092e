package io.fluxo.connectors.evidence.pack;

import io.fluxo.messages.evidence.Checkpoint;
import io.fluxo.messages.value.Sha256;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What a pack says of itself; this is what is signed.
 *
 * @param definitionHash SHA-256 of the definition, which is that of its file
 * @param status how the run ended
 * @param startedAt the time of its first event, as stored
 * @param endedAt the time of the event that ended it, as stored
 * @param made when the pack was made
 * @param position the place in the store of the last event in it
 * @param signer SHA-256 of the certificate that signs
 * @param streams how many events there are of the run, and of each of its steps and tasks
 * @param files the other files by name
 */
public record Manifest(
    String tenant,
    String workspace,
    String run,
    String workflow,
    long version,
    String definitionHash,
    String status,
    String startedAt,
    String endedAt,
    Instant made,
    long position,
    Checkpoint checkpoint,
    String signer,
    SequencedMap<String, Long> streams,
    SequencedMap<String, FileHash> files) {

  /** The form of packs; a change of it gets another one. */
  public static final String FORMAT = "fluxo-evidence/1";

  /** What is known of a file. */
  public record FileHash(long size, String sha256) {

    /** Of these bytes. */
    public static FileHash of(byte[] bytes) {
      return new FileHash(bytes.length, Sha256.hex(bytes));
    }
  }

  /** The file. */
  public byte[] write() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("tenant", tenant);
    json.put("workspace", workspace);
    json.put("run", run);
    json.put("workflow", workflow);
    json.put("version", version);
    json.put("definitionHash", definitionHash);
    json.put("status", status);
    json.put("startedAt", startedAt);
    json.put("endedAt", endedAt);
    json.put("made", made.toString());
    json.put("position", position);
    json.put(
        "checkpoint",
        Map.of(
            "origin",
            checkpoint.origin(),
            "size",
            checkpoint.size(),
            "root",
            Base64.getEncoder().encodeToString(checkpoint.root()),
            "time",
            checkpoint.time().toString()));
    json.put("signer", signer);
    List<Object> counts = new ArrayList<>();
    streams.forEach((id, events) -> counts.add(Map.of("subject", id, "events", events)));
    json.put("streams", counts);
    List<Object> listed = new ArrayList<>();
    files.forEach(
        (name, file) ->
            listed.add(Map.of("name", name, "size", file.size(), "sha256", file.sha256())));
    json.put("files", listed);
    return CanonicalFile.write(json);
  }

  /**
   * Reads the file.
   *
   * @throws Damage when it is not one that {@link #write} writes
   */
  public static Manifest read(byte[] bytes) throws Damage {
    CanonicalFile json = CanonicalFile.read(PackFiles.MANIFEST, bytes);
    if (!json.text("format").equals(FORMAT)) {
      throw damage("expected the format " + FORMAT);
    }
    SequencedMap<String, Long> streams = new LinkedHashMap<>();
    for (CanonicalFile each : json.list("streams")) {
      streams.put(each.text("subject"), each.number("events"));
    }
    SequencedMap<String, FileHash> files = new LinkedHashMap<>();
    for (CanonicalFile each : json.list("files")) {
      files.put(each.text("name"), new FileHash(each.number("size"), each.text("sha256")));
    }
    Manifest manifest;
    try {
      CanonicalFile point = json.object("checkpoint");
      manifest =
          new Manifest(
              json.text("tenant"),
              json.text("workspace"),
              json.text("run"),
              json.text("workflow"),
              json.number("version"),
              json.text("definitionHash"),
              json.text("status"),
              json.text("startedAt"),
              json.text("endedAt"),
              Instant.parse(json.text("made")),
              json.number("position"),
              new Checkpoint(
                  point.text("origin"),
                  point.number("size"),
                  Base64.getDecoder().decode(point.text("root")),
                  Instant.parse(point.text("time"))),
              json.text("signer"),
              streams,
              files);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw damage("a time or hash in it cannot be read");
    }
    if (!Arrays.equals(manifest.write(), bytes)) {
      throw damage("it says more than a manifest does, or twice the same");
    }
    return manifest;
  }

  private static Damage damage(String what) {
    return new Damage(PackFiles.MANIFEST, what);
  }
}
