package io.fluxo.connectors.evidence.sign;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether somebody who is trusted vouches for a certificate (RFC 5280, without revocation). */
public final class Chain {

  private static final int LONGEST = 8;

  private Chain() {}

  /**
   * The certificates from one up to one that is trusted.
   *
   * @param others those that may stand in between
   * @param at the time at which all have to be good
   * @return the one that is trusted at its end; null where no way leads to one
   */
  public static @Nullable X509Certificate anchor(
      X509Certificate certificate,
      Collection<X509Certificate> others,
      Collection<X509Certificate> trusted,
      Instant at) {
    if (trusted.contains(certificate)) {
      return certificate;
    }
    List<X509Certificate> path = new ArrayList<>(List.of(certificate));
    while (path.size() <= LONGEST) {
      for (X509Certificate each : trusted) {
        if (issued(each, path.getLast()) && isGood(path, each, at)) {
          return each;
        }
      }
      X509Certificate next =
          others.stream()
              .filter(each -> !path.contains(each) && issued(each, path.getLast()))
              .findFirst()
              .orElse(null);
      if (next == null) {
        return null;
      }
      path.add(next);
    }
    return null;
  }

  /** Whether one certificate is signed with the key of another. */
  static boolean issued(X509Certificate issuer, X509Certificate certificate) {
    try {
      if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
        return false;
      }
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean isGood(List<X509Certificate> path, X509Certificate anchor, Instant at) {
    try {
      CertPath built = CertificateFactory.getInstance("X.509").generateCertPath(path);
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(at));
      // what a key may be used for is looked at by whoever uses it
      parameters.addCertPathChecker(new KnownExtensions());
      CertPathValidator.getInstance("PKIX").validate(built, parameters);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
