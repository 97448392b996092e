package io.fluxo.messages.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventLeafTest {

  private static final EventLeaf SAMPLE =
      new EventLeaf(
          "01jd0000000000000000000000",
          3,
          "Run",
          "e\"1\\\u0007",
          "flx.run.started",
          null,
          "2026-01-31T12:00:00.123456Z",
          "{\"t\":\"acme\"}".getBytes(StandardCharsets.UTF_8),
          new byte[] {1, 2, 3, 4});

  @Test
  void theLineIsCanonicalJson() {
    assertThat(SAMPLE.line())
        .isEqualTo(
            "{\"eventId\":\"e\\\"1\\\\\\u0007\",\"kind\":\"Run\",\"metadata\":\"eyJ0IjoiYWNtZSJ9\","
                + "\"payload\":\"AQIDBA==\",\"revision\":null,\"sequence\":3,"
                + "\"subject\":\"01jd0000000000000000000000\","
                + "\"time\":\"2026-01-31T12:00:00.123456Z\",\"type\":\"flx.run.started\"}");
    assertThat(EventLeaf.of(SAMPLE.line()).line()).isEqualTo(SAMPLE.line());
  }

  @Test
  void theQuickWayGivesTheVeryBytesOfTheLine() {
    long seed = 20260131;
    Random random = new Random(seed);
    LeafHasher hasher = new LeafHasher();
    for (int i = 0; i < 20_000; i++) {
      EventLeaf leaf =
          new EventLeaf(
              text(random),
              number(random),
              text(random),
              text(random),
              text(random),
              random.nextBoolean() ? null : text(random),
              text(random),
              bytes(random),
              bytes(random));
      byte[] expected = leaf.line().getBytes(StandardCharsets.UTF_8);
      assertThat(leaf.bytes()).as("leaf %d of seed %d", i, seed).isEqualTo(expected);
      assertThat(hasher.bytes(leaf)).isEqualTo(expected);
      assertThat(hasher.hash(leaf)).isEqualTo(Merkle.leaf(expected));
    }
  }

  @Test
  void aLineOfAnotherFormIsRefused() {
    String line = SAMPLE.line();
    for (String other :
        new String[] {
          " " + line,
          line.replace("\"sequence\":3", "\"sequence\":3.0"),
          line.replace("\"revision\":null,", ""),
          line.replace("\\u0007", "\\u0008"),
          line.replace("}", ",\"x\":1}"),
          "[]",
          "",
          "{"
        }) {
      assertThatThrownBy(() -> EventLeaf.of(other))
          .as(other)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(random.nextInt(20) == 0 ? 5_000 : 12);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(6)) {
        case 0 -> text.append((char) random.nextInt(0x20));
        case 1 -> text.append("\"\\/\u007f\u0080\u2028".charAt(random.nextInt(6)));
        case 2 -> text.appendCodePoint(0x10000 + random.nextInt(0x10000));
        case 3 -> text.append((char) (0xa0 + random.nextInt(0x700)));
        default -> text.append((char) (' ' + random.nextInt(95)));
      }
    }
    return text.toString();
  }

  private static long number(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextLong();
      case 1 -> (1L << 53) + random.nextInt(5) - 2;
      case 2 -> -random.nextInt(9);
      default -> random.nextInt(1_000_000);
    };
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(random.nextInt(10) == 0 ? 9_000 : 40)];
    random.nextBytes(bytes);
    return bytes;
  }
}
