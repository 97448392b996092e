package io.fluxo.connectors.evidence.verify;

import io.fluxo.connectors.evidence.pack.Damage;
import io.fluxo.connectors.evidence.pack.PackFiles;
import io.fluxo.connectors.evidence.sign.Pem;
import io.fluxo.connectors.evidence.sign.SignerCertificates;
import io.fluxo.messages.value.Sha256;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/** The detached signature over the manifest. */
final class CmsCheck {

  /**
   * Who signed, and when as the signature says.
   *
   * @param others the other certificates that it carries
   */
  record Signed(X509Certificate certificate, List<X509Certificate> others, Instant time) {

    Signed {
      others = List.copyOf(others);
    }
  }

  private CmsCheck() {}

  static Signed of(byte[] manifest, byte[] signature) throws Damage {
    try {
      CMSSignedData cms = new CMSSignedData(new CMSProcessableByteArray(manifest), signature);
      if (cms.getSignerInfos().size() != 1) {
        throw damage("expected one signature, but there are others or none");
      }
      SignerInformation signer = cms.getSignerInfos().getSigners().iterator().next();
      List<X509CertificateHolder> found =
          SignerCertificates.find(cms.getCertificates(), signer.getSID());
      if (found.size() != 1) {
        throw damage("it does not carry the certificate of who signed");
      }
      X509Certificate certificate = Pem.certificate(found.getFirst().getEncoded());
      if (!verifies(signer, certificate)) {
        throw damage("the signature is not one of manifest.json by the certificate in it");
      }
      requireNamed(signer, certificate);
      List<X509Certificate> others = new ArrayList<>();
      for (X509CertificateHolder each : cms.getCertificates().getMatches(null)) {
        if (!each.equals(found.getFirst())) {
          others.add(Pem.certificate(each.getEncoded()));
        }
      }
      Time time = Time.getInstance(attribute(signer, CMSAttributes.signingTime));
      return new Signed(certificate, others, time.getDate().toInstant());
    } catch (CMSException
        | IOException
        | OperatorCreationException
        | CertificateEncodingException
        | RuntimeException e) {
      throw damage("it is no CMS signature (RFC 5652) that can be read");
    }
  }

  private static boolean verifies(SignerInformation signer, X509Certificate certificate)
      throws OperatorCreationException {
    try {
      return signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate));
    } catch (CMSException e) {
      return false;
    }
  }

  /** Another certificate of the same key would say that somebody else signed. */
  private static void requireNamed(SignerInformation signer, X509Certificate certificate)
      throws Damage, CertificateEncodingException {
    ESSCertIDv2[] named =
        SigningCertificateV2.getInstance(
                attribute(signer, PKCSObjectIdentifiers.id_aa_signingCertificateV2))
            .getCerts();
    if (named.length == 0
        || !Arrays.equals(named[0].getCertHash(), Sha256.of(certificate.getEncoded()))) {
      throw damage("the certificate in it is not the one that was signed with");
    }
  }

  private static ASN1Encodable attribute(SignerInformation signer, ASN1ObjectIdentifier type)
      throws Damage {
    Attribute attribute =
        signer.getSignedAttributes() == null ? null : signer.getSignedAttributes().get(type);
    if (attribute == null || attribute.getAttrValues().size() != 1) {
      throw damage("it lacks a signed attribute of CAdES-BES");
    }
    return attribute.getAttrValues().getObjectAt(0);
  }

  private static Damage damage(String what) {
    return new Damage(PackFiles.SIGNATURE, what);
  }
}
