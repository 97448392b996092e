package io.fluxo.connectors.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.messages.secret.SealingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class VaultKeystoreTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] VALUE = "s3cret".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path directory;
  private final FakeTransit vault = new FakeTransit();

  @AfterEach
  void stop() {
    vault.close();
  }

  @Test
  void dataKeysAreWrappedByTransitAndValuesNeverGoThere() {
    EnvelopeSealing sealing = sealing(vault.uri(), FakeTransit.TOKEN, null);
    String sealed = sealing.seal("acme", "secret:a", VALUE);
    assertThat(sealed).startsWith("fs1.vault.v1.vault:v1:").matches("[!-~]+");
    assertThat(sealing.open("acme", "secret:a", sealed)).isEqualTo(VALUE);
    assertThat(vault.asked()).containsExactly("encrypt/fluxo", "decrypt/fluxo");
    assertThatThrownBy(() -> sealing.open("other", "secret:a", sealed))
        .isInstanceOf(SealingException.class);
  }

  @Test
  void aRotatedKeyOpensOldValuesAndResealingTakesTheNewOne() {
    EnvelopeSealing sealing = sealing(vault.uri(), FakeTransit.TOKEN, null);
    String sealed = sealing.seal("acme", "secret:a", VALUE);
    assertThat(sealing.reseal("acme", "secret:a", sealed)).isEqualTo(sealed);

    vault.rotate();
    assertThat(sealing.addKey()).isFalse();
    assertThat(sealing.open("acme", "secret:a", sealed)).isEqualTo(VALUE);
    String resealed = sealing.reseal("acme", "secret:a", sealed);
    assertThat(resealed).startsWith("fs1.vault.v2.vault:v2:");

    vault.forgetBefore(2);
    assertThat(sealing.open("acme", "secret:a", resealed)).isEqualTo(VALUE);
    assertThatThrownBy(() -> sealing.open("acme", "secret:a", sealed))
        .hasMessageContaining("min_decryption_version");
    // The data key did not come here for it.
    assertThat(vault.asked().stream().filter("rewrap/fluxo"::equals)).hasSize(2);
  }

  @Test
  void whatIsWrongIsSaidWithWhatToDo() throws Exception {
    String sealed = sealing(vault.uri(), FakeTransit.TOKEN, null).seal("acme", "secret:a", VALUE);
    assertRefused(sealing(vault.uri(), "hvs.other-token", null), sealed, "permission was denied");
    assertRefused(sealing(vault.uri(), null, null), sealed, "set fluxo.vault.token");

    vault.seal(true);
    EnvelopeSealing sealing = sealing(vault.uri(), FakeTransit.TOKEN, null);
    assertRefused(sealing, sealed, "unseal it");
    vault.seal(false);
    assertThat(sealing.open("acme", "secret:a", sealed)).isEqualTo(VALUE);

    vault.close();
    assertRefused(sealing, sealed, "cannot be reached");
  }

  @Test
  void aTokenFileIsReadAnew() throws Exception {
    Path file = directory.resolve("token");
    Files.writeString(file, "hvs.expired\n");
    EnvelopeSealing sealing = sealing(vault.uri(), null, file.toString());
    assertThatThrownBy(() -> sealing.seal("acme", "p", VALUE)).isInstanceOf(SealingException.class);
    Files.writeString(file, FakeTransit.TOKEN + "\n");
    assertThat(sealing.seal("acme", "p", VALUE)).startsWith("fs1.vault.");
  }

  @Test
  void whatTheLocalKeystoreSealedOpensAndMovesToVault() {
    LocalKeystore local =
        new LocalKeystore(new KeystoreFile(directory.resolve("keystore"), RANDOM), RANDOM);
    String before = new EnvelopeSealing(List.of(local), RANDOM).seal("acme", "p", VALUE);
    EnvelopeSealing both =
        new EnvelopeSealing(
            List.of(VaultWiring.keystore(settings(vault.uri(), FakeTransit.TOKEN, null)), local),
            RANDOM);
    assertThat(both.open("acme", "p", before)).isEqualTo(VALUE);
    String after = both.reseal("acme", "p", before);
    assertThat(after).startsWith("fs1.vault.v1.");
    assertThat(both.open("acme", "p", after)).isEqualTo(VALUE);
    assertThatThrownBy(() -> new EnvelopeSealing(List.of(local), RANDOM).open("acme", "p", after))
        .hasMessageContaining("fluxo.vault");
  }

  @Test
  void itIsThereOnlyWhereItIsConfigured() {
    ApplicationContextRunner runner =
        new ApplicationContextRunner()
            .withUserConfiguration(SealingWiring.class, VaultWiring.class)
            .withPropertyValues("fluxo.data.dir=" + directory);
    runner.run(
        context -> {
          assertThat(context).doesNotHaveBean(VaultWiring.class).doesNotHaveBean(Keystore.class);
          assertThat(context.getBean(EnvelopeSealing.class).seal("a", "p", VALUE))
              .startsWith("fs1.local.");
        });
    runner
        .withPropertyValues(
            "fluxo.vault.uri=" + vault.uri(), "fluxo.vault.token=" + FakeTransit.TOKEN)
        .run(
            context ->
                assertThat(context.getBean(EnvelopeSealing.class).seal("a", "p", VALUE))
                    .startsWith("fs1.vault."));
  }

  private static void assertRefused(EnvelopeSealing sealing, String sealed, String sentence) {
    assertThatThrownBy(() -> sealing.open("acme", "secret:a", sealed))
        .isInstanceOf(SealingException.class)
        .hasMessageContaining(sentence)
        .hasMessageNotContaining("hvs.");
    assertThatThrownBy(() -> sealing.seal("acme", "secret:a", VALUE))
        .isInstanceOf(SealingException.class)
        .hasMessageContaining(sentence);
  }

  private static EnvelopeSealing sealing(
      URI uri, @Nullable String token, @Nullable String tokenFile) {
    return new EnvelopeSealing(
        List.of(VaultWiring.keystore(settings(uri, token, tokenFile))), RANDOM);
  }

  private static VaultSettings settings(
      URI uri, @Nullable String token, @Nullable String tokenFile) {
    return new VaultSettings(uri, token, tokenFile, "transit", "fluxo", null);
  }
}
