package io.fluxo.connectors.evidence;

import io.fluxo.messages.evidence.Checkpoint;
import io.fluxo.messages.evidence.EventLeaf;
import io.fluxo.messages.evidence.LogKey;
import io.fluxo.messages.evidence.Merkle;
import io.fluxo.messages.evidence.RunLeaves;
import io.fluxo.messages.evidence.SignedCheckpoint;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A log by the book (RFC 6962, 2.1), for tests: nothing is kept but the leaves. */
public final class SampleLog {

  private final String origin;
  private final KeyPair pair;
  private final List<byte[]> leaves = new ArrayList<>();

  public SampleLog(String tenant) {
    this.origin = "fluxo/" + tenant;
    try {
      this.pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public long add(byte[] leaf) {
    leaves.add(Merkle.leaf(leaf));
    return leaves.size() - 1L;
  }

  public int size() {
    return leaves.size();
  }

  public LogKey key() {
    return new LogKey(1, origin, pair.getPublic().getEncoded(), Instant.EPOCH, null);
  }

  public SignedCheckpoint checkpoint(Instant now) {
    Checkpoint checkpoint = new Checkpoint(origin, leaves.size(), root(leaves), now);
    return new SignedCheckpoint(checkpoint, note(checkpoint), 1, null);
  }

  private String note(Checkpoint checkpoint) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(checkpoint.text().getBytes(StandardCharsets.UTF_8));
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      line.writeBytes(key().id());
      line.writeBytes(signature.sign());
      String text = Base64.getEncoder().encodeToString(line.toByteArray());
      return checkpoint.text() + "\n— " + origin + " " + text + "\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public RunLeaves prove(List<EventLeaf> events, List<Long> places, Instant now) {
    List<RunLeaves.Leaf> proved = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      long index = places.get(i);
      proved.add(new RunLeaves.Leaf(index + 100, index, events.get(i), path((int) index, leaves)));
    }
    return new RunLeaves(checkpoint(now), key(), proved);
  }

  public List<byte[]> consistency(int first) {
    return subproof(first, leaves, true);
  }

  private static List<byte[]> subproof(int m, List<byte[]> d, boolean whole) {
    int n = d.size();
    if (m == n) {
      return whole ? List.of() : List.of(root(d));
    }
    int k = Integer.highestOneBit(n - 1);
    List<byte[]> proof = new ArrayList<>();
    if (m <= k) {
      proof.addAll(subproof(m, d.subList(0, k), whole));
      proof.add(root(d.subList(k, n)));
    } else {
      proof.addAll(subproof(m - k, d.subList(k, n), false));
      proof.add(root(d.subList(0, k)));
    }
    return proof;
  }

  private static List<byte[]> path(int m, List<byte[]> d) {
    int n = d.size();
    if (n == 1) {
      return new ArrayList<>();
    }
    int k = Integer.highestOneBit(n - 1);
    List<byte[]> path;
    if (m < k) {
      path = path(m, d.subList(0, k));
      path.add(root(d.subList(k, n)));
    } else {
      path = path(m - k, d.subList(k, n));
      path.add(root(d.subList(0, k)));
    }
    return path;
  }

  private static byte[] root(List<byte[]> d) {
    int n = d.size();
    if (n == 0) {
      return Merkle.empty();
    }
    if (n == 1) {
      return d.getFirst();
    }
    int k = Integer.highestOneBit(n - 1);
    return Merkle.node(root(d.subList(0, k)), root(d.subList(k, n)));
  }
}
