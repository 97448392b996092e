package io.fluxo.connectors.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fluxo.connectors.evidence.sign.Authority;
import io.fluxo.connectors.evidence.sign.KeyBytes;
import io.fluxo.connectors.evidence.sign.Pem;
import io.fluxo.connectors.evidence.sign.Signatures;
import io.fluxo.connectors.evidence.sign.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real openssl accepts what is signed here, and only that. */
class OpensslTest {

  private static final byte[] DOCUMENT = "a document\n".getBytes(StandardCharsets.UTF_8);
  private static final String VERIFY =
      "openssl cms -verify -binary -content doc -inform DER -in sig -CAfile ca.pem -purpose any"
          + " -out /dev/null 2>&1";

  @TempDir private Path folder;

  @BeforeEach
  void onlyWhereThereIsOpenssl() throws Exception {
    assumeTrue(run("command -v openssl").startsWith("0"), "openssl is installed");
  }

  private String run(String line) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sh", "-c", line).directory(folder.toFile()).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + " " + said;
  }

  private void write(SigningKey key, String authority, Instant now) throws IOException {
    Files.write(folder.resolve("doc"), DOCUMENT);
    Files.write(folder.resolve("sig"), Signatures.cms(key, DOCUMENT, now));
    Files.writeString(folder.resolve("ca.pem"), authority);
  }

  @Test
  void aSignatureUnderTheOwnAuthorityIsAccepted() throws Exception {
    Instant now = Instant.now();
    Authority authority = new Authority(new SecureRandom());
    SigningKey root = authority.root("Root", now);
    write(authority.signer(root, "acme", now), Pem.write(root.chain()), now);
    assertThat(run(VERIFY)).startsWith("0");
    Files.writeString(folder.resolve("doc"), "another document\n");
    assertThat(run(VERIFY)).doesNotStartWith("0");
    Files.write(folder.resolve("doc"), DOCUMENT);
    Files.writeString(folder.resolve("ca.pem"), Pem.write(authority.root("Root", now).chain()));
    assertThat(run(VERIFY)).doesNotStartWith("0");
  }

  @Test
  void aSignatureWithAnInstalledKeyIsAccepted() throws Exception {
    run(
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout k -out ca.pem -days 9 -subj /CN=A"
            + " && openssl pkcs12 -export -inkey k -in ca.pem -out p12 -passout pass:x");
    SigningKey key =
        KeyBytes.pkcs12(
            Files.readAllBytes(folder.resolve("p12")), "x".toCharArray(), Instant.now());
    write(key, Files.readString(folder.resolve("ca.pem")), Instant.now());
    assertThat(run(VERIFY)).startsWith("0");
  }

  @Test
  void theSameKeyDocumentAndTimeAreTheSameSignature() {
    Instant now = Instant.parse("2026-01-31T12:00:00Z");
    Authority authority = new Authority(new SecureRandom());
    SigningKey key = authority.signer(authority.root("Root", now), "acme", now);
    assertThat(Signatures.cms(key, DOCUMENT, now)).isEqualTo(Signatures.cms(key, DOCUMENT, now));
  }
}
