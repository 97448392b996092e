package io.fluxo.connectors.evidence.verify;

import io.fluxo.connectors.evidence.pack.CanonicalFile;
import io.fluxo.connectors.evidence.pack.Damage;
import io.fluxo.connectors.evidence.pack.Manifest;
import io.fluxo.connectors.evidence.pack.PackFiles;
import io.fluxo.connectors.evidence.pack.Proofs;
import io.fluxo.messages.evidence.Checkpoint;
import io.fluxo.messages.evidence.EventLeaf;
import io.fluxo.messages.evidence.Merkle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The events of a pack: their form, their places in the log, and that none is missing between. */
final class EventCheck {

  private EventCheck() {}

  /** Reads the lines. */
  static List<EventLeaf> read(byte[] lines) throws Damage {
    String text = new String(lines, StandardCharsets.UTF_8);
    if (!text.endsWith("\n") || !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), lines)) {
      throw damage("expected lines of UTF-8, each with its end");
    }
    List<EventLeaf> leaves = new ArrayList<>();
    for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
      try {
        leaves.add(EventLeaf.of(line));
      } catch (IllegalArgumentException e) {
        throw damage("line %d is no event in its one form".formatted(leaves.size() + 1));
      }
    }
    return leaves;
  }

  /** Each event is in the log, and they stand in its order. */
  static void included(List<EventLeaf> events, Proofs proofs, Checkpoint checkpoint) throws Damage {
    if (proofs.leaves().size() != events.size() || proofs.size() != checkpoint.size()) {
      throw new Damage(
          PackFiles.PROOFS,
          "expected proofs of %d events for a log of %d"
              .formatted(events.size(), checkpoint.size()));
    }
    long before = -1;
    for (int i = 0; i < events.size(); i++) {
      Proofs.Proof proof = proofs.leaves().get(i);
      byte[] leaf = Merkle.leaf(events.get(i).bytes());
      if (proof.index() <= before) {
        throw new Damage(
            PackFiles.PROOFS, "leaf %d is not in the order of the log".formatted(i + 1));
      }
      if (!Merkle.included(
          proof.index(), checkpoint.size(), leaf, proof.path(), checkpoint.root())) {
        throw damage(
            "line %d is not leaf %d of the log of %s"
                .formatted(i + 1, proof.index(), PackFiles.CHECKPOINT));
      }
      before = proof.index();
    }
  }

  /** Every stream begins at 0 and has no gap; there are those that the manifest names. */
  static void streams(List<EventLeaf> events, Manifest manifest) throws Damage {
    SequencedMap<String, Long> next = new LinkedHashMap<>();
    for (EventLeaf event : events) {
      String id = event.subject();
      if (!id.equals(manifest.run()) && !id.startsWith(manifest.run() + "-")) {
        throw damage("an event in it is not of the run");
      }
      long expected = next.getOrDefault(id, 0L);
      if (event.sequence() != expected) {
        throw damage(
            "after event %d of %s comes %d"
                .formatted(expected - 1, tail(manifest, id), event.sequence()));
      }
      next.put(id, expected + 1);
    }
    for (Map.Entry<String, Long> each : manifest.streams().entrySet()) {
      if (!each.getValue().equals(next.remove(each.getKey()))) {
        throw damage("it does not hold the events that manifest.json counts");
      }
    }
    if (!next.isEmpty()) {
      throw damage("it holds events of a stream that manifest.json does not name");
    }
  }

  private static String tail(Manifest manifest, String id) {
    return id.length() == manifest.run().length()
        ? "the run"
        : "its step or task " + CanonicalFile.shown(id.substring(manifest.run().length() + 1));
  }

  private static Damage damage(String what) {
    return new Damage(PackFiles.EVENTS, what);
  }
}
