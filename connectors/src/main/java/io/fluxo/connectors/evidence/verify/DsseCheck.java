package io.fluxo.connectors.evidence.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxo.connectors.evidence.pack.CanonicalFile;
import io.fluxo.connectors.evidence.pack.Damage;
import io.fluxo.connectors.evidence.pack.PackFiles;
import io.fluxo.connectors.evidence.sign.Dsse;
import io.fluxo.connectors.evidence.sign.SigningKey;
import io.fluxo.messages.value.Sha256;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The signed statement about all other files. */
final class DsseCheck {

  private DsseCheck() {}

  static void of(Map<String, byte[]> files, byte[] envelope, X509Certificate signer) throws Damage {
    CanonicalFile dsse = CanonicalFile.read(PackFiles.STATEMENT, envelope);
    byte[] payload = bytes(dsse.text("payload"));
    List<CanonicalFile> signatures = dsse.list("signatures");
    if (dsse.size() != 3
        || signatures.size() != 1
        || signatures.getFirst().size() != 2
        || !dsse.text("payloadType").equals(Dsse.PAYLOAD_TYPE)) {
      throw damage("it is no envelope of one signed statement");
    }
    CanonicalFile signature = signatures.getFirst();
    if (!signature.text("keyid").equals(SigningKey.fingerprint(signer))) {
      throw damage("it is signed with another key than manifest.p7s");
    }
    if (!verifies(signer, Dsse.encoded(payload), bytes(signature.text("sig")))) {
      throw damage("its signature is not one of the statement");
    }
    CanonicalFile statement = CanonicalFile.read(PackFiles.STATEMENT, payload);
    if (!statement.text("predicateType").equals(Dsse.PREDICATE_TYPE)) {
      throw damage("it states something else than the files of a pack");
    }
    subjects(files, statement.list("subject"));
  }

  private static void subjects(Map<String, byte[]> files, List<CanonicalFile> subjects)
      throws Damage {
    Set<String> about = new HashSet<>();
    for (CanonicalFile subject : subjects) {
      String name = subject.text("name");
      byte[] bytes = files.get(name);
      if (bytes == null || name.equals(PackFiles.STATEMENT)) {
        throw damage("it is about %s, which is not there".formatted(CanonicalFile.shown(name)));
      }
      if (!subject.object("digest").text("sha256").equals(Sha256.hex(bytes))) {
        throw new Damage(name, "its SHA-256 is not the one in " + PackFiles.STATEMENT);
      }
      about.add(name);
    }
    if (about.size() != files.size() - 1 || subjects.size() != about.size()) {
      throw damage("it is not about each of the other files once");
    }
  }

  private static boolean verifies(X509Certificate signer, byte[] message, byte[] signature) {
    try {
      String key = signer.getPublicKey().getAlgorithm();
      Signature check =
          Signature.getInstance(key.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
      check.initVerify(signer.getPublicKey());
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Base64 in its one form: nothing else gives the same text. */
  private static byte[] bytes(String base64) throws Damage {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw damage("it holds something that is no Base64");
    }
    if (!new String(Base64.getEncoder().encode(bytes), UTF_8).equals(base64)) {
      throw damage("it holds Base64 of another form");
    }
    return bytes;
  }

  private static Damage damage(String what) {
    return new Damage(PackFiles.STATEMENT, what);
  }
}
