package io.fluxo.connectors.evidence.stamp;

import io.fluxo.connectors.evidence.sign.Signer;
import io.fluxo.connectors.evidence.sign.SigningKey;
import io.fluxo.messages.evidence.TimeStamps;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/**
 * An authority of the installation's own, for places that reach no other. It proves no more than
 * the installation's clock does.
 */
public final class OwnStamps implements TimeStamps {

  private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.3.6.1.4.1.0.1");
  private static final int SERIAL_BITS = 63;

  private final Supplier<SigningKey> key;
  private final InstantSource clock;
  private final SecureRandom random;

  /**
   * An authority.
   *
   * @param key whose certificate is one for stamping
   */
  public OwnStamps(Supplier<SigningKey> key, InstantSource clock, SecureRandom random) {
    this.key = key;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public byte[] stamp(byte[] sha256) {
    TimeStampRequestGenerator asking = new TimeStampRequestGenerator();
    asking.setCertReq(true);
    return answer(asking.generate(TSPAlgorithms.SHA256, sha256), clock.instant());
  }

  /** The token that answers a request. */
  byte[] answer(TimeStampRequest request, Instant now) {
    try {
      SigningKey signer = key.get();
      DigestCalculatorProvider digests = new BcDigestCalculatorProvider();
      TimeStampTokenGenerator generator =
          new TimeStampTokenGenerator(
              new SignerInfoGeneratorBuilder(digests)
                  .build(
                      Signer.of(signer.key()), new JcaX509CertificateHolder(signer.certificate())),
              digests.get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
              POLICY);
      generator.addCertificates(new JcaCertStore(signer.chain()));
      return generator
          .generate(request, new BigInteger(SERIAL_BITS, random), Date.from(now))
          .toCMSSignedData()
          .toASN1Structure()
          .getEncoded(ASN1Encoding.DER);
    } catch (TSPException
        | OperatorCreationException
        | CertificateEncodingException
        | IOException e) {
      throw new IllegalStateException("Expected a time stamp to be made", e);
    }
  }
}
