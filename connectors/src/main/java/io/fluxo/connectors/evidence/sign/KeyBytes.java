package io.fluxo.connectors.evidence.sign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads keys that sign. */
public final class KeyBytes {

  private static final int RSA_BITS = 2048;
  private static final int CURVE_BITS = 256;
  private static final int LONGEST_CHAIN = 8;
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NON_REPUDIATION = 1;

  private KeyBytes() {}

  /**
   * A key that was stored.
   *
   * @param pkcs8 the private key
   * @param chain PEM, its own certificate first
   * @throws IllegalArgumentException when they cannot be read
   */
  public static SigningKey stored(byte[] pkcs8, String chain) {
    List<X509Certificate> certificates = Pem.certificates(chain);
    try {
      PrivateKey key =
          KeyFactory.getInstance(certificates.getFirst().getPublicKey().getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      return new SigningKey(key, certificates);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("Expected a private key", e);
    }
  }

  /**
   * A key from a file of PKCS#12.
   *
   * @throws IllegalArgumentException with a sentence for whoever sent it
   */
  public static SigningKey pkcs12(byte[] file, char[] password, Instant now) {
    SigningKey key = open(file, password);
    X509Certificate certificate = key.certificate();
    if (now.isBefore(certificate.getNotBefore().toInstant())
        || now.isAfter(certificate.getNotAfter().toInstant())) {
      throw new IllegalArgumentException("The certificate is not good today");
    }
    boolean[] uses = certificate.getKeyUsage();
    if (uses != null && !uses[DIGITAL_SIGNATURE] && !uses[NON_REPUDIATION]) {
      throw new IllegalArgumentException("The certificate is not one to sign with");
    }
    if (!isStrong(certificate.getPublicKey())) {
      throw new IllegalArgumentException(
          "The key is none of RSA with 2048 bits or more, or of a curve with 256 or more");
    }
    for (int i = 1; i < key.chain().size(); i++) {
      if (!Chain.issued(key.chain().get(i), key.chain().get(i - 1))) {
        throw new IllegalArgumentException("The certificates do not vouch for one another");
      }
    }
    return key;
  }

  private static SigningKey open(byte[] file, char[] password) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(file), password);
      List<String> keys = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          keys.add(alias);
        }
      }
      if (keys.size() != 1
          || !(store.getKey(keys.getFirst(), password) instanceof PrivateKey key)) {
        throw new IllegalArgumentException("The file does not hold exactly one private key");
      }
      List<X509Certificate> chain = new ArrayList<>();
      for (Certificate each : store.getCertificateChain(keys.getFirst())) {
        chain.add((X509Certificate) each);
      }
      if (chain.isEmpty() || chain.size() > LONGEST_CHAIN) {
        throw new IllegalArgumentException("The file does not hold 1 to 8 certificates of the key");
      }
      return new SigningKey(key, chain);
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      if (e instanceof IllegalArgumentException told) {
        throw told;
      }
      throw new IllegalArgumentException("The file cannot be opened with that password", e);
    }
  }

  private static boolean isStrong(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= RSA_BITS;
      case ECPublicKey curve ->
          curve.getParams().getCurve().getField().getFieldSize() >= CURVE_BITS;
      default -> false;
    };
  }
}
