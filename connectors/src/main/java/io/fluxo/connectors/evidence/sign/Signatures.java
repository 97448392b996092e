package io.fluxo.connectors.evidence.sign;

import io.fluxo.messages.value.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;

/** Signs documents. The same key, document and time give the same bytes. */
public final class Signatures {

  private Signatures() {}

  /**
   * A detached CMS signature (RFC 5652) with the attributes of CAdES-BES (ETSI EN 319 122-1): type
   * and hash of the content, time, and the certificate by its hash. It carries the chain but for
   * its root.
   *
   * @param at when it was signed, as it says of itself
   * @return DER
   */
  public static byte[] cms(SigningKey key, byte[] document, Instant at) {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new SignerInfoGeneratorBuilder(new BcDigestCalculatorProvider())
              .setSignedAttributeGenerator(
                  new DefaultSignedAttributeTableGenerator(attributes(key, at)))
              .build(Signer.of(key.key()), new JcaX509CertificateHolder(key.certificate())));
      for (X509Certificate each : key.chain()) {
        if (each.equals(key.certificate()) || !isRoot(each)) {
          generator.addCertificate(new JcaX509CertificateHolder(each));
        }
      }
      return generator
          .generate(new CMSProcessableByteArray(document), false)
          .toASN1Structure()
          .getEncoded(ASN1Encoding.DER);
    } catch (CMSException
        | OperatorCreationException
        | CertificateEncodingException
        | IOException e) {
      throw new IllegalStateException("Expected a key and a certificate that sign", e);
    }
  }

  /** The signature over bytes alone, by SHA-256 with RSA or ECDSA. */
  public static byte[] plain(SigningKey key, byte[] message) {
    ContentSigner signer = Signer.of(key.key());
    try (OutputStream out = signer.getOutputStream()) {
      out.write(message);
    } catch (IOException e) {
      throw new IllegalStateException("Nothing is written anywhere", e);
    }
    return signer.getSignature();
  }

  private static boolean isRoot(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  private static AttributeTable attributes(SigningKey key, Instant at)
      throws CertificateEncodingException {
    X509CertificateHolder holder = new JcaX509CertificateHolder(key.certificate());
    byte[] hash = Sha256.of(key.certificate().getEncoded());
    IssuerSerial issuer =
        new IssuerSerial(
            new GeneralNames(new GeneralName(holder.getIssuer())), holder.getSerialNumber());
    SigningCertificateV2 certificate =
        new SigningCertificateV2(new ESSCertIDv2[] {new ESSCertIDv2(hash, issuer)});
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(at)))));
    attributes.add(
        new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(certificate)));
    return new AttributeTable(attributes);
  }
}
