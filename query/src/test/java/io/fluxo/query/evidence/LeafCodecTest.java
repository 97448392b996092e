package io.fluxo.query.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeafCodecTest {

  @Test
  void leavesAreReadAsTheyWereWritten() {
    long seed = 4;
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<LoggedLeaf> leaves = leaves(random, random.nextInt(60));
      LeafCodec.Stored stored = LeafCodec.write(leaves);
      List<LoggedLeaf> read = LeafCodec.read(stored);
      assertThat(read).as("round %d of seed %d", round, seed).hasSameSizeAs(leaves);
      for (int i = 0; i < leaves.size(); i++) {
        assertThat(read.get(i).names(leaves.get(i))).isTrue();
        assertThat(read.get(i).is(leaves.get(i))).isTrue();
      }
    }
  }

  @Test
  void aTextThatComesAgainCostsAByte() {
    Random random = new Random(1);
    List<LoggedLeaf> leaves = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      leaves.add(new LoggedLeaf(i + 1, "01jd0000000000000000000000", i, "flx.any", hash(random)));
    }
    assertThat(LeafCodec.write(leaves).names().length).isLessThan(450);
  }

  @Test
  void whatWasCutOrAlteredIsReadOrRefusedAndNothingElse() {
    Random random = new Random(2);
    LeafCodec.Stored stored = LeafCodec.write(leaves(random, 40));
    for (int i = 0; i < 5_000; i++) {
      byte[] names = Arrays.copyOf(stored.names(), random.nextInt(stored.names().length + 1));
      if (names.length > 0) {
        names[random.nextInt(names.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(LeafCodec.read(new LeafCodec.Stored(names, stored.hashes()))).hasSize(40);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageStartingWith("Expected");
      }
    }
    assertThatThrownBy(
            () ->
                LeafCodec.read(
                    new LeafCodec.Stored(stored.names(), Arrays.copyOf(stored.hashes(), 32 * 39))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<LoggedLeaf> leaves(Random random, int count) {
    List<LoggedLeaf> leaves = new ArrayList<>();
    long position = random.nextInt(1_000_000);
    for (int i = 0; i < count; i++) {
      position += 1 + random.nextInt(random.nextInt(9) == 0 ? 100_000 : 3);
      leaves.add(
          new LoggedLeaf(
              position,
              "sübject" + random.nextInt(8),
              random.nextInt(5) == 0 ? random.nextLong() : random.nextInt(300),
              "flx.type" + random.nextInt(4),
              hash(random)));
    }
    return leaves;
  }

  private static byte[] hash(Random random) {
    byte[] hash = new byte[32];
    random.nextBytes(hash);
    return hash;
  }
}
