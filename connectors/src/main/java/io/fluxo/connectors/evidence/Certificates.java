package io.fluxo.connectors.evidence;

import io.fluxo.connectors.evidence.sign.KeyBytes;
import io.fluxo.connectors.evidence.sign.Pem;
import io.fluxo.connectors.evidence.sign.Signatures;
import io.fluxo.connectors.evidence.sign.SigningKey;
import io.fluxo.messages.evidence.CertificateDesk;
import io.fluxo.messages.evidence.CertificateView;
import io.fluxo.messages.evidence.DocumentSigner;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.secret.SealingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Shows and changes who signs, and signs. */
@Component
final class Certificates implements CertificateDesk, DocumentSigner {

  private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

  private final EvidenceKeys keys;
  private final InstantSource clock;

  Certificates(EvidenceKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public byte[] sign(String tenant, byte[] document) {
    return asked(() -> Signatures.cms(keys.signer(tenant), document, clock.instant()));
  }

  @Override
  public CertificateView current(String tenant) {
    return asked(() -> view(tenant));
  }

  @Override
  public CertificateView install(String tenant, byte[] pkcs12, char[] password) {
    SigningKey key;
    try {
      key = KeyBytes.pkcs12(pkcs12, password, clock.instant());
    } catch (IllegalArgumentException e) {
      throw new Rejection(
          Rejection.Code.INVALID_INPUT,
          "Expected a certificate to sign with, but it cannot be used",
          List.of(
              new Rejection.Problem(
                  "/pkcs12", 0, 0, String.valueOf(e.getMessage()), "PKCS#12 with key and chain")));
    }
    return asked(
        () -> {
          keys.install(tenant, key);
          return view(tenant);
        });
  }

  @Override
  public CertificateView useOwn(String tenant) {
    return asked(
        () -> {
          keys.uninstall(tenant);
          return view(tenant);
        });
  }

  @Override
  public String trusted(String tenant) {
    return asked(() -> Pem.write(keys.authorities(tenant)));
  }

  private CertificateView view(String tenant) {
    SigningKey key = keys.signer(tenant);
    X509Certificate certificate = key.certificate();
    return new CertificateView(
        certificate.getSubjectX500Principal().getName(),
        certificate.getIssuerX500Principal().getName(),
        SigningKey.fingerprint(certificate),
        keys.isOwn(tenant),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        Pem.write(key.chain()));
  }

  /** Where the keystore is and what is wrong with it is the operator's business. */
  private static <T> T asked(Supplier<T> act) {
    try {
      return act.get();
    } catch (SealingException e) {
      LOG.warn("The keystore cannot be used: {}", e.getMessage());
      throw new Rejection(
          Rejection.Code.UNAVAILABLE,
          "Expected the keystore to open signing keys, but it cannot now: the operator's log says"
              + " why");
    }
  }
}
