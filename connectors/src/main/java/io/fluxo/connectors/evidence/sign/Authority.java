package io.fluxo.connectors.evidence.sign;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509ExtensionUtils;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX500NameUtil;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.jspecify.annotations.Nullable;

/** Issues certificates: the installation's own authority, where nobody installs others. */
public final class Authority {

  /** How long a certificate of a tenant is good; it is replaced before. */
  public static final Duration SIGNER_LIFE = Duration.ofDays(2 * 365);

  private static final Duration ROOT_LIFE = Duration.ofDays(30 * 365);
  private static final Duration EARLY = Duration.ofHours(1); // clocks differ
  private static final String ORGANIZATION = "Fluxo";
  private static final int SERIAL_BITS = 127;

  private final SecureRandom random;

  /** An authority that draws keys and serial numbers from the source. */
  public Authority(SecureRandom random) {
    this.random = random;
  }

  /** A root that vouches for itself. */
  public SigningKey root(String name, Instant now) {
    KeyPair pair = pair();
    X500Name subject = name(name);
    X509v3CertificateBuilder builder = builder(subject, subject, pair, now, ROOT_LIFE);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    } catch (CertIOException e) {
      throw unwritable(e);
    }
    return new SigningKey(pair.getPrivate(), List.of(signed(builder, pair.getPrivate())));
  }

  /** A key that signs documents for somebody. */
  public SigningKey signer(SigningKey root, String name, Instant now) {
    return issued(root, name, now, null);
  }

  /** A key that signs time stamps. */
  public SigningKey stamper(SigningKey root, String name, Instant now) {
    return issued(root, name, now, KeyPurposeId.id_kp_timeStamping);
  }

  private SigningKey issued(
      SigningKey root, String name, Instant now, @Nullable KeyPurposeId purpose) {
    KeyPair pair = pair();
    X500Name issuer = JcaX500NameUtil.getSubject(root.certificate());
    X509v3CertificateBuilder builder = builder(issuer, name(name), pair, now, SIGNER_LIFE);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
      if (purpose != null) {
        builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
      }
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          extensions().createAuthorityKeyIdentifier(info(root.certificate().getPublicKey())));
    } catch (CertIOException | OperatorCreationException e) {
      throw unwritable(e);
    }
    X509Certificate certificate = signed(builder, root.key());
    return new SigningKey(
        pair.getPrivate(), Stream.concat(Stream.of(certificate), root.chain().stream()).toList());
  }

  private X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, KeyPair pair, Instant now, Duration life) {
    Instant from = now.minus(EARLY).truncatedTo(ChronoUnit.SECONDS);
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            issuer,
            new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1),
            Date.from(from),
            Date.from(from.plus(life)),
            subject,
            info(pair.getPublic()));
    try {
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          extensions().createSubjectKeyIdentifier(info(pair.getPublic())));
      return builder;
    } catch (CertIOException | OperatorCreationException e) {
      throw unwritable(e);
    }
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey by) {
    try {
      return new JcaX509CertificateConverter().getCertificate(builder.build(Signer.of(by)));
    } catch (GeneralSecurityException e) {
      throw unwritable(e);
    }
  }

  private KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has the curve P-256", e);
    }
  }

  private static X500Name name(String common) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.O, ORGANIZATION)
        .addRDN(BCStyle.CN, common)
        .build();
  }

  private static SubjectPublicKeyInfo info(PublicKey key) {
    return SubjectPublicKeyInfo.getInstance(key.getEncoded());
  }

  private static X509ExtensionUtils extensions() throws OperatorCreationException {
    return new X509ExtensionUtils(
        new BcDigestCalculatorProvider().get(new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1)));
  }

  private static IllegalStateException unwritable(Exception cause) {
    return new IllegalStateException("Expected a certificate to be made", cause);
  }
}
