package io.fluxo.messages.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignedNoteTest {

  private static final Instant TIME = Instant.parse("2026-01-31T12:00:00.123Z");

  /** The example of Go's package golang.org/x/mod/sumdb/note, whose format this is. */
  @Test
  void theKnownExampleIsSigned() {
    String text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    byte[] typed = Base64.getDecoder().decode(text.substring(text.lastIndexOf('+') + 1));
    LogKey key = key("PeterNeumann", der(Arrays.copyOfRange(typed, 1, typed.length)));
    assertThat(key.text()).isEqualTo(text);
    String note =
        """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
        """;
    assertThat(SignedNote.isSigned(note, key)).isTrue();
    assertThat(SignedNote.text(note)).endsWith("what your problem is.\n").doesNotContain("\u2014");
    assertThat(SignedNote.isSigned(note.replace("answer", "Answer"), key)).isFalse();
  }

  @Test
  void aCheckpointIsSignedAndNoAlteredOneIs() throws Exception {
    KeyPair pair = pair();
    LogKey key = key("fluxo/acme", pair.getPublic().getEncoded());
    Checkpoint checkpoint = new Checkpoint("fluxo/acme", 7, new byte[32], TIME);
    String note = SignedNote.sign(checkpoint.text(), key, pair.getPrivate());
    assertThat(SignedNote.isSigned(note, key)).isTrue();
    assertThat(Checkpoint.of(SignedNote.text(note)).text()).isEqualTo(checkpoint.text());
    assertThat(SignedNote.isSigned(note, key("fluxo/acme", pair().getPublic().getEncoded())))
        .isFalse();
    assertThat(SignedNote.isSigned(note, key("fluxo/other", pair.getPublic().getEncoded())))
        .isFalse();
    long seed = 7;
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      StringBuilder altered = new StringBuilder(note);
      int at = random.nextInt(note.length());
      char other = (char) (' ' + random.nextInt(95));
      altered.setCharAt(at, other);
      if (other != note.charAt(at)) {
        assertThat(SignedNote.isSigned(altered.toString(), key))
            .as("%s at %d of seed %d", other, at, seed)
            .isFalse();
      }
    }
  }

  @Test
  void whatIsNoNoteIsRefused() throws Exception {
    LogKey key = key("fluxo/acme", pair().getPublic().getEncoded());
    for (String other :
        new String[] {"", "text", "text\n\n", "text\n", "\n\n\u2014 fluxo/acme !\n"}) {
      assertThat(SignedNote.isSigned(other, key)).isFalse();
    }
    assertThatThrownBy(() -> SignedNote.text("text\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCheckpointHasOneForm() {
    String text = new Checkpoint("fluxo/acme", 7, new byte[32], TIME).text();
    assertThat(text)
        .isEqualTo("fluxo/acme\n7\n" + "A".repeat(43) + "=\ntime 2026-01-31T12:00:00.123Z\n");
    for (String other :
        new String[] {
          text + "\n",
          text.replace("\n7\n", "\n07\n"),
          text.replace("time ", "time  "),
          text.replace(".123Z", ".1230Z"),
          text.replace("AAAA", "AAA"),
          text.replace("7", "x")
        }) {
      assertThatThrownBy(() -> Checkpoint.of(other))
          .as(other)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static KeyPair pair() throws Exception {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  private static LogKey key(String name, byte[] der) {
    return new LogKey(1, name, der, TIME, null);
  }

  private static byte[] der(byte[] raw) {
    return HexFormat.of().parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(raw));
  }
}
