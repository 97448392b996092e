package io.fluxo.connectors.evidence.stamp;

import io.fluxo.connectors.evidence.sign.Pem;
import io.fluxo.connectors.evidence.sign.SignerCertificates;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/** Reads time stamps. */
public final class StampTokens {

  /**
   * What a stamp says.
   *
   * @param signer the authority's certificate
   * @param others the other certificates in it
   */
  public record Stamped(Instant time, X509Certificate signer, List<X509Certificate> others) {

    public Stamped {
      others = List.copyOf(others);
    }
  }

  private StampTokens() {}

  /**
   * Checks that a token is over a hash and signed with the certificate in it, which is one for
   * stamping.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static Stamped check(byte[] token, byte[] sha256) {
    try {
      return check(new TimeStampToken(new CMSSignedData(token)), sha256);
    } catch (CMSException
        | TSPException
        | IOException
        | OperatorCreationException
        | RuntimeException e) {
      if (e instanceof IllegalArgumentException told
          && told.getMessage() != null
          && told.getMessage().startsWith("it ")) {
        throw told;
      }
      throw new IllegalArgumentException("it is no time stamp (RFC 3161) that can be verified", e);
    }
  }

  private static Stamped check(TimeStampToken token, byte[] sha256)
      throws TSPException, OperatorCreationException, IOException {
    if (!Arrays.equals(token.getTimeStampInfo().getMessageImprintDigest(), sha256)) {
      throw new IllegalArgumentException("it is a stamp of something else");
    }
    List<X509CertificateHolder> signers =
        SignerCertificates.find(token.getCertificates(), token.getSID());
    if (signers.size() != 1) {
      throw new IllegalArgumentException("it does not carry the certificate of its authority");
    }
    X509CertificateHolder signer = signers.getFirst();
    try {
      token.validate(
          new JcaSimpleSignerInfoVerifierBuilder().build(Pem.certificate(signer.getEncoded())));
    } catch (TSPException e) {
      throw new IllegalArgumentException("it is not signed by the authority that it names", e);
    }
    List<X509Certificate> others = new ArrayList<>();
    for (X509CertificateHolder each : token.getCertificates().getMatches(null)) {
      if (!each.equals(signer)) {
        others.add(Pem.certificate(each.getEncoded()));
      }
    }
    return new Stamped(
        token.getTimeStampInfo().getGenTime().toInstant(),
        Pem.certificate(signer.getEncoded()),
        others);
  }
}
