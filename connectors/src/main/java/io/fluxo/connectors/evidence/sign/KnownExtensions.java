package io.fluxo.connectors.evidence.sign;

import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.util.Collection;
import java.util.Set;

/** Knows the critical extension that says what a key is for; whoever uses the key looks at it. */
final class KnownExtensions extends PKIXCertPathChecker {

  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";

  @Override
  public void init(boolean forward) {}

  @Override
  public boolean isForwardCheckingSupported() {
    return true;
  }

  @Override
  public Set<String> getSupportedExtensions() {
    return Set.of(EXTENDED_KEY_USAGE);
  }

  @Override
  public void check(Certificate certificate, Collection<String> unresolved) {
    unresolved.remove(EXTENDED_KEY_USAGE);
  }
}
