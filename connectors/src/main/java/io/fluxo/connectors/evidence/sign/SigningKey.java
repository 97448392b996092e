package io.fluxo.connectors.evidence.sign;

import io.fluxo.messages.value.Sha256;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key and who says whose it is.
 *
 * @param chain the key's certificate, then the one that issued it, and so on
 */
public record SigningKey(PrivateKey key, List<X509Certificate> chain) {

  public SigningKey {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("Expected a certificate, but there is none");
    }
  }

  /** The certificate of the key. */
  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /** SHA-256 of a certificate, lower-case hex: its name in packs and answers. */
  public static String fingerprint(X509Certificate certificate) {
    try {
      return Sha256.hex(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("Every certificate that was read can be written", e);
    }
  }

  /** Names the certificate only. */
  @Override
  public String toString() {
    return "SigningKey(" + fingerprint(certificate()) + ")";
  }
}
