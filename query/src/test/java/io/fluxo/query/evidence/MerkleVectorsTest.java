package io.fluxo.query.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.messages.evidence.Merkle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trees and proofs against the vectors of Certificate Transparency, and against the definition. */
class MerkleVectorsTest {

  private static final HexFormat HEX = HexFormat.of();

  private static final List<byte[]> KNOWN =
      Stream.of(
              "",
              "00",
              "10",
              "2021",
              "3031",
              "40414243",
              "5051525354555657",
              "606162636465666768696a6b6c6d6e6f")
          .map(leaf -> Merkle.leaf(HEX.parseHex(leaf)))
          .toList();

  @ParameterizedTest
  @CsvSource({
    "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
  })
  void theKnownTreeHasTheKnownRoots(int size, String root) {
    Frontier tree = new Frontier();
    KNOWN.subList(0, size).forEach(leaf -> tree.append(leaf, subtree -> {}));
    assertThat(HEX.formatHex(tree.root())).isEqualTo(root);
    assertThat(HEX.formatHex(proofs(KNOWN).root(size))).isEqualTo(root);
  }

  private static final String A =
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
  private static final String B =
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
  private static final String C =
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
  private static final String D =
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
  private static final String E =
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
  private static final String F =
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";

  @Test
  void theKnownPathsAreMade() {
    Proofs proofs = proofs(KNOWN);
    assertThat(hex(proofs.inclusion(0, 1))).isEmpty();
    assertThat(hex(proofs.inclusion(0, 8))).containsExactly(A, B, C);
    assertThat(hex(proofs.inclusion(5, 8))).containsExactly(D, E, F);
    assertThat(hex(proofs.inclusion(2, 3)))
        .containsExactly("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    assertThat(hex(proofs.inclusion(1, 5)))
        .containsExactly("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", B, D);
  }

  @Test
  void theKnownProofsOfConsistencyAreMade() {
    Proofs proofs = proofs(KNOWN);
    assertThat(hex(proofs.consistency(1, 1))).isEmpty();
    assertThat(hex(proofs.consistency(1, 8))).containsExactly(A, B, C);
    assertThat(hex(proofs.consistency(6, 8)))
        .containsExactly("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a", E, F);
    assertThat(hex(proofs.consistency(2, 5))).containsExactly(B, D);
  }

  @Test
  void treesAndProofsAreThoseOfTheDefinitionAndNoAlteredProofHolds() {
    long seed = 6962;
    Random random = new Random(seed);
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < 1_030; i++) {
      leaves.add(random(random));
    }
    Proofs proofs = proofs(leaves);
    for (int round = 0; round < 400; round++) {
      int size = 1 + random.nextInt(round < 100 ? 40 : leaves.size());
      byte[] root = naive(leaves.subList(0, size));
      assertThat(proofs.root(size)).as("root of %d, seed %d", size, seed).isEqualTo(root);

      int index = random.nextInt(size);
      List<byte[]> path = proofs.inclusion(index, size);
      assertThat(hex(path)).isEqualTo(hex(naivePath(index, leaves.subList(0, size))));
      assertThat(Merkle.included(index, size, leaves.get(index), path, root)).isTrue();
      for (List<byte[]> altered : altered(path, random)) {
        assertThat(Merkle.included(index, size, leaves.get(index), altered, root))
            .as("path of %d in %d, seed %d", index, size, seed)
            .isFalse();
      }
      assertThat(Merkle.included(index, size, random(random), path, root)).isFalse();
      assertThat(Merkle.included(index, size, leaves.get(index), path, random(random))).isFalse();
      if (index + 1 < size) {
        assertThat(Merkle.included(index + 1, size, leaves.get(index), path, root)).isFalse();
      }

      int first = random.nextInt(size + 1);
      byte[] firstRoot = naive(leaves.subList(0, first));
      List<byte[]> grown = proofs.consistency(first, size);
      assertThat(hex(grown)).isEqualTo(hex(naiveGrown(first, leaves.subList(0, size), true)));
      assertThat(Merkle.consistent(first, size, firstRoot, root, grown)).isTrue();
      for (List<byte[]> altered : altered(grown, random)) {
        assertThat(Merkle.consistent(first, size, firstRoot, root, altered))
            .as("%d to %d, seed %d", first, size, seed)
            .isFalse();
      }
      assertThat(Merkle.consistent(first, size, random(random), root, grown)).isFalse();
      assertThat(Merkle.consistent(first, size, firstRoot, random(random), grown))
          .isEqualTo(first == 0 && size > 0); // nothing is the beginning of anything
    }
  }

  @Test
  void aFrontierGoesOnFromItsBytesAndTellsOfItsSubtrees() {
    Random random = new Random(9);
    List<byte[]> leaves = new ArrayList<>();
    Frontier tree = new Frontier();
    List<Frontier.Subtree> full = new ArrayList<>();
    for (int i = 0; i < 1_030; i++) {
      leaves.add(random(random));
      tree.append(leaves.getLast(), full::add);
      assertThat(tree.root()).isEqualTo(naive(leaves));
      tree = new Frontier(tree.size(), tree.bytes());
    }
    assertThat(full).extracting(Frontier.Subtree::level).containsExactly(8, 8, 8, 8);
    assertThat(full).extracting(Frontier.Subtree::index).containsExactly(0L, 1L, 2L, 3L);
    assertThat(full.get(2).hash()).isEqualTo(naive(leaves.subList(512, 768)));
    assertThatThrownBy(() -> new Frontier(3, new byte[32]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<List<byte[]>> altered(List<byte[]> path, Random random) {
    List<List<byte[]>> all = new ArrayList<>();
    List<byte[]> longer = new ArrayList<>(path);
    longer.add(random.nextInt(longer.size() + 1), random(random));
    all.add(longer);
    if (!path.isEmpty()) {
      int at = random.nextInt(path.size());
      List<byte[]> shorter = new ArrayList<>(path);
      shorter.remove(at);
      all.add(shorter);
      List<byte[]> other = new ArrayList<>(path);
      byte[] hash = path.get(at).clone();
      hash[random.nextInt(hash.length)] ^= (byte) (1 << random.nextInt(8));
      other.set(at, hash);
      all.add(other);
      if (path.size() > 1) {
        List<byte[]> turned = new ArrayList<>(path);
        turned.addFirst(turned.removeLast());
        all.add(turned);
      }
    }
    return all;
  }

  private static Proofs proofs(List<byte[]> leaves) {
    Map<String, byte[]> known = new HashMap<>();
    return new Proofs(
        (level, index) ->
            known.computeIfAbsent(
                level + "/" + index,
                key ->
                    naive(
                        leaves.subList(
                            Math.toIntExact(index << level),
                            Math.toIntExact((index + 1) << level)))));
  }

  private static byte[] naive(List<byte[]> leaves) {
    if (leaves.isEmpty()) {
      return Merkle.empty();
    }
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int k = split(leaves.size());
    return Merkle.node(naive(leaves.subList(0, k)), naive(leaves.subList(k, leaves.size())));
  }

  private static List<byte[]> naivePath(int m, List<byte[]> leaves) {
    if (leaves.size() == 1) {
      return List.of();
    }
    int k = split(leaves.size());
    List<byte[]> left = leaves.subList(0, k);
    List<byte[]> right = leaves.subList(k, leaves.size());
    List<byte[]> path = new ArrayList<>(m < k ? naivePath(m, left) : naivePath(m - k, right));
    path.add(naive(m < k ? right : left));
    return path;
  }

  private static List<byte[]> naiveGrown(int m, List<byte[]> leaves, boolean known) {
    if (m == 0) {
      return List.of();
    }
    if (m == leaves.size()) {
      return known ? List.of() : List.of(naive(leaves));
    }
    int k = split(leaves.size());
    List<byte[]> left = leaves.subList(0, k);
    List<byte[]> right = leaves.subList(k, leaves.size());
    List<byte[]> path =
        new ArrayList<>(m <= k ? naiveGrown(m, left, known) : naiveGrown(m - k, right, false));
    path.add(naive(m <= k ? right : left));
    return path;
  }

  private static int split(int size) {
    int k = 1;
    while (k * 2 < size) {
      k *= 2;
    }
    return k;
  }

  private static byte[] random(Random random) {
    byte[] hash = new byte[Merkle.HASH_BYTES];
    random.nextBytes(hash);
    return hash;
  }

  private static List<String> hex(List<byte[]> hashes) {
    return hashes.stream().map(HEX::formatHex).toList();
  }
}
