package io.fluxo.connectors.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.messages.secret.SealingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvelopeSealingTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] VALUE = "s3cret väl\uD83D\uDD11e".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path directory;

  @Test
  void whatWasSealedOpensAgain() {
    EnvelopeSealing sealing = fromFile();
    String sealed = sealing.seal("acme", "secret:a", VALUE);
    assertThat(sealed).matches("[!-~]+").startsWith("fs1.local.1-");
    assertThat(sealing.open("acme", "secret:a", sealed)).isEqualTo(VALUE);
    assertThat(fromFile().open("acme", "secret:a", sealed)).isEqualTo(VALUE);
  }

  @Test
  void emptyAndLargeValuesOpenAgain() {
    EnvelopeSealing sealing = fromFile();
    for (int length : new int[] {0, 1, 65_536}) {
      byte[] value = new byte[length];
      new Random(length).nextBytes(value);
      assertThat(sealing.open("t", "p", sealing.seal("t", "p", value))).isEqualTo(value);
    }
  }

  @Test
  void theSameValueNeverLooksTheSame() {
    EnvelopeSealing sealing = fromFile();
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      assertThat(all.add(sealing.seal("t", "p", VALUE).split("\\.")[4])).isTrue();
    }
  }

  @Test
  void itOpensForItsTenantAndPurposeOnly() {
    EnvelopeSealing sealing = fromFile();
    String sealed = sealing.seal("acme", "secret:a", VALUE);
    refused(sealing, "other", "secret:a", sealed);
    refused(sealing, "acme", "secret:b", sealed);
    refused(sealing, "acmes", "ecret:a", sealed);
  }

  @Test
  void everyChangedCharacterIsSeen() {
    EnvelopeSealing sealing = fromFile();
    String sealed = sealing.seal("acme", "secret:a", VALUE);
    for (int i = 0; i < sealed.length(); i++) {
      char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
      String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);
      if (!sameBytes(sealed, changed)) {
        refused(sealing, "acme", "secret:a", changed);
      }
    }
    refused(sealing, "acme", "secret:a", "");
    refused(sealing, "acme", "secret:a", sealed.substring(0, sealed.length() - 1));
  }

  @Test
  void partsOfTwoValuesAreNoValue() {
    EnvelopeSealing sealing = fromFile();
    String[] one = sealing.seal("acme", "secret:a", VALUE).split("\\.");
    String[] two = sealing.seal("acme", "secret:a", VALUE).split("\\.");
    one[3] = two[3];
    refused(sealing, "acme", "secret:a", String.join(".", one));
  }

  @Test
  void anAddedKeySealsWhileTheOldOnesOpen() {
    EnvelopeSealing sealing = fromFile();
    EnvelopeSealing sameFile = fromFile();
    String before = sealing.seal("acme", "secret:a", VALUE);
    assertThat(sameFile.open("acme", "secret:a", before)).isEqualTo(VALUE);

    assertThat(sealing.addKey()).isTrue();
    String after = sealing.seal("acme", "secret:a", VALUE);
    assertThat(after).startsWith("fs1.local.2-");
    assertThat(sealing.open("acme", "secret:a", before)).isEqualTo(VALUE);
    // Another process finds the key in the file when it meets it.
    assertThat(sameFile.open("acme", "secret:a", after)).isEqualTo(VALUE);

    String resealed = sealing.reseal("acme", "secret:a", before);
    assertThat(resealed).startsWith("fs1.local.2-").endsWith(before.split("\\.")[4]);
    assertThat(sealing.open("acme", "secret:a", resealed)).isEqualTo(VALUE);
    assertThat(sealing.reseal("acme", "secret:a", resealed)).isEqualTo(resealed);
  }

  @Test
  void theFileIsForItsOwnerAndHoldsNoValue() throws Exception {
    Path file = directory.resolve("keystore");
    EnvelopeSealing sealing = fromFile();
    assertThat(file).doesNotExist();
    sealing.seal("acme", "secret:a", VALUE);
    sealing.addKey();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(directory.resolve("keystore.new")).doesNotExist();
    assertThat(Files.readString(file)).contains("\n2:").contains("\n1:").doesNotContain("s3cret");
  }

  @Test
  void theFileDoesNotGrowWithoutEnd() throws Exception {
    StringBuilder keys = new StringBuilder();
    for (int i = 1000; i > 0; i--) {
      keys.append(i).append(':').append(key(i)).append('\n');
    }
    Files.writeString(directory.resolve("keystore"), keys);
    assertThatThrownBy(() -> fromFile().addKey()).hasMessageContaining("take out old ones");
    assertThat(fromFile().seal("acme", "p", VALUE)).startsWith("fs1.local.1000-");
  }

  @Test
  void manyAtOnceMakeOneKeystore() {
    List<String> all =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(i -> fromFile().seal("acme", "secret:a", VALUE))
            .toList();
    assertThat(all.stream().map(text -> text.split("\\.")[2]).distinct()).hasSize(1);
  }

  @Test
  void aLostKeyIsSaidWithWhatToDo() throws Exception {
    String sealed = fromFile().seal("acme", "secret:a", VALUE);
    Files.delete(directory.resolve("keystore"));
    EnvelopeSealing without = fromFile();
    assertThatThrownBy(() -> without.open("acme", "secret:a", sealed))
        .isInstanceOf(SealingException.class)
        .hasMessageContaining("restore the file keystore");
    // Opening makes no new keystore; a new one has another key of the same number.
    assertThat(directory.resolve("keystore")).doesNotExist();
    without.seal("acme", "secret:b", VALUE);
    assertThatThrownBy(() -> without.open("acme", "secret:a", sealed))
        .hasMessageContaining("restore the file keystore");
  }

  @Test
  void aSpoiltFileIsSaidAndNotReplaced() throws Exception {
    Path file = directory.resolve("keystore");
    Files.writeString(file, "1:short");
    assertThatThrownBy(() -> fromFile().seal("acme", "secret:a", VALUE))
        .isInstanceOf(SealingException.class)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("short");
    assertThat(file).hasContent("1:short");
  }

  @Test
  void givenKeysAreSharedByNodesAndRotatedByPosition() {
    String one = "1:" + key(1);
    String two = "2:" + key(2);
    String sealed = given(one).seal("acme", "secret:a", VALUE);
    assertThat(given(one + "," + two).open("acme", "secret:a", sealed)).isEqualTo(VALUE);
    assertThat(given(one + "," + two).seal("acme", "p", VALUE)).startsWith("fs1.local.1-");

    EnvelopeSealing rotated = given(two + "," + one);
    assertThat(rotated.addKey()).isFalse();
    assertThat(rotated.open("acme", "secret:a", sealed)).isEqualTo(VALUE);
    assertThat(rotated.reseal("acme", "secret:a", sealed)).startsWith("fs1.local.2-");
    assertThatThrownBy(() -> given(two).open("acme", "secret:a", sealed))
        .hasMessageContaining("fluxo.keystore.keys");
    assertThatThrownBy(() -> given("1:" + key(3)).open("acme", "secret:a", sealed))
        .hasMessageContaining("fluxo.keystore.keys");
  }

  @Test
  void wrongKeysAreRefusedWithoutShowingThem() {
    for (String keys :
        List.of(
            "abc", "1:" + key(1) + ",1:" + key(2), "1:AAAA", "0:" + key(1), ",", "x" + key(1))) {
      assertThatThrownBy(() -> given(keys))
          .isInstanceOf(SealingException.class)
          .hasMessageContaining("fluxo.keystore.keys")
          .hasMessageNotContaining(key(1));
    }
    assertThat(new KeystoreSettings("1:" + key(1)).toString()).doesNotContain(key(1));
    assertThat(LocalKeys.parse("1:" + key(1), "x").toString()).doesNotContain(key(1));
  }

  private EnvelopeSealing fromFile() {
    return with(new KeystoreFile(directory.resolve("keystore"), RANDOM));
  }

  private static EnvelopeSealing given(String keys) {
    return with(new KeySource.Given(LocalKeys.parse(keys, "the setting fluxo.keystore.keys")));
  }

  private static EnvelopeSealing with(KeySource source) {
    return new EnvelopeSealing(List.of(new LocalKeystore(source, RANDOM)), RANDOM);
  }

  private static String key(int seed) {
    byte[] bytes = new byte[32];
    new Random(seed).nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static void refused(
      EnvelopeSealing sealing, String tenant, String purpose, String sealed) {
    assertThatThrownBy(() -> sealing.open(tenant, purpose, sealed))
        .isInstanceOf(SealingException.class)
        .hasMessageNotContaining("s3cret");
  }

  /** The last character of a Base64 text may hold bits that mean nothing. */
  private static boolean sameBytes(String one, String other) {
    String[] a = one.split("\\.");
    String[] b = other.split("\\.");
    if (a.length != b.length || !a[0].equals(b[0]) || !a[1].equals(b[1]) || !a[2].equals(b[2])) {
      return false;
    }
    try {
      Base64.Decoder decoder = Base64.getUrlDecoder();
      return Arrays.equals(decoder.decode(a[3]), decoder.decode(b[3]))
          && Arrays.equals(decoder.decode(a[4]), decoder.decode(b[4]));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
