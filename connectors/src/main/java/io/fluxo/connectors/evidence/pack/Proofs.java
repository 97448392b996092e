package io.fluxo.connectors.evidence.pack;

import io.fluxo.messages.evidence.Merkle;
import io.fluxo.messages.evidence.RunLeaves;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Where the events of a pack stand in the log, and the ways from each to its root.
 *
 * @param size of the log at the checkpoint
 * @param leaves in the order of the events
 */
public record Proofs(long size, List<Proof> leaves) {

  /** More is none of a log that there can be. */
  private static final int LONGEST = 64;

  public Proofs {
    leaves = List.copyOf(leaves);
  }

  /** The way of one leaf. */
  public record Proof(long index, List<byte[]> path) {

    public Proof {
      path = List.copyOf(path);
    }
  }

  /** The proofs of a run. */
  public static Proofs of(RunLeaves leaves) {
    return new Proofs(
        leaves.checkpoint().checkpoint().size(),
        leaves.leaves().stream().map(leaf -> new Proof(leaf.index(), leaf.path())).toList());
  }

  /** The file. */
  public byte[] write() {
    Base64.Encoder base64 = Base64.getEncoder();
    return CanonicalFile.write(
        Map.of(
            "size",
            size,
            "leaves",
            leaves.stream()
                .map(
                    leaf ->
                        Map.of(
                            "index",
                            leaf.index(),
                            "path",
                            leaf.path().stream().map(base64::encodeToString).toList()))
                .toList()));
  }

  /** Reads the file. */
  public static Proofs read(byte[] bytes) throws Damage {
    CanonicalFile json = CanonicalFile.read(PackFiles.PROOFS, bytes);
    List<Proof> leaves = new ArrayList<>();
    for (CanonicalFile leaf : json.list("leaves")) {
      leaves.add(new Proof(leaf.number("index"), hashes(PackFiles.PROOFS, leaf.texts("path"))));
    }
    return new Proofs(json.number("size"), leaves);
  }

  /** Hashes from their Base64. */
  public static List<byte[]> hashes(String where, List<String> texts) throws Damage {
    List<byte[]> hashes = new ArrayList<>();
    for (String text : texts) {
      byte[] hash = hash(text);
      if (hash.length != Merkle.HASH_BYTES || texts.size() > LONGEST) {
        throw new Damage(where, "a path in it is not one of hashes in Base64");
      }
      hashes.add(hash);
    }
    return hashes;
  }

  private static byte[] hash(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
