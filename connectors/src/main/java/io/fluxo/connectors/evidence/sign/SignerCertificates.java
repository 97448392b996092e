package io.fluxo.connectors.evidence.sign;

import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.SignerId;
import org.bouncycastle.util.Selector;
import org.bouncycastle.util.Store;

/** Finds the certificate of who signed among those that a signature carries. */
public final class SignerCertificates {

  private SignerCertificates() {}

  /** All that match; one, where nothing is wrong. */
  @SuppressWarnings("unchecked") // the library's SignerId selects certificates and does not say so
  public static List<X509CertificateHolder> find(
      Store<X509CertificateHolder> carried, SignerId signer) {
    Selector<X509CertificateHolder> selector = signer;
    return List.copyOf(carried.getMatches(selector));
  }
}
