package io.fluxo.connectors.evidence.sign;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.PrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Signs with SHA-256 by RSA or ECDSA; the latter without chance (RFC 6979), so that the same text
 * has the same signature.
 */
public final class Signer {

  private Signer() {}

  /**
   * What signs what is written to it.
   *
   * @throws IllegalArgumentException for a key of another kind
   */
  public static ContentSigner of(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "EC" -> new Ecdsa(elliptic(key));
      case "RSA" -> rsa(key);
      default ->
          throw new IllegalArgumentException(
              "Expected a key for RSA or ECDSA, but it is one for " + key.getAlgorithm());
    };
  }

  private static ContentSigner rsa(PrivateKey key) {
    try {
      return new JcaContentSignerBuilder("SHA256withRSA").build(key);
    } catch (OperatorCreationException e) {
      throw new IllegalArgumentException("Expected an RSA key that signs", e);
    }
  }

  private static ECPrivateKeyParameters elliptic(PrivateKey key) {
    try {
      return (ECPrivateKeyParameters) PrivateKeyFactory.createKey(key.getEncoded());
    } catch (IOException e) {
      throw new IllegalArgumentException("Expected a key on a curve", e);
    }
  }

  /** One signature by ECDSA. */
  private static final class Ecdsa implements ContentSigner {

    private final ECPrivateKeyParameters key;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    Ecdsa(ECPrivateKeyParameters key) {
      this.key = key;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    }

    @Override
    public OutputStream getOutputStream() {
      return text;
    }

    @Override
    public byte[] getSignature() {
      SHA256Digest digest = new SHA256Digest();
      byte[] hash = new byte[digest.getDigestSize()];
      digest.update(text.toByteArray(), 0, text.size());
      digest.doFinal(hash, 0);
      ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
      signer.init(true, key);
      BigInteger[] pair = signer.generateSignature(hash);
      try {
        BigInteger order = key.getParameters().getN();
        return StandardDSAEncoding.INSTANCE.encode(order, pair[0], pair[1]);
      } catch (IOException e) {
        throw new IllegalStateException("Two numbers can always be written", e);
      }
    }
  }
}
