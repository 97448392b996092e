package io.fluxo.connectors.evidence.sign;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and public keys as text (RFC 7468), in its one strict form. */
public final class Pem {

  private static final int LINE = 64;
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]{1,30})-----\\s([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

  private Pem() {}

  /** One block. */
  public static String write(String kind, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, LINES.encodeToString(der), kind);
  }

  /** Certificates, one block after the other. */
  public static String write(List<X509Certificate> certificates) {
    StringBuilder text = new StringBuilder();
    for (X509Certificate each : certificates) {
      try {
        text.append(write("CERTIFICATE", each.getEncoded()));
      } catch (CertificateEncodingException e) {
        throw new IllegalStateException("Every certificate that was read can be written", e);
      }
    }
    return text.toString();
  }

  /**
   * The blocks of a kind, as DER.
   *
   * @throws IllegalArgumentException for one that is not Base64
   */
  public static List<byte[]> read(String kind, String text) {
    List<byte[]> found = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      if (block.group(1).equals(kind)) {
        found.add(Base64.getDecoder().decode(block.group(2).replaceAll("\\s", "")));
      }
    }
    return found;
  }

  /**
   * The certificates in a text.
   *
   * @throws IllegalArgumentException when one cannot be read
   */
  public static List<X509Certificate> certificates(String text) {
    List<X509Certificate> found = new ArrayList<>();
    for (byte[] der : read("CERTIFICATE", text)) {
      found.add(certificate(der));
    }
    return found;
  }

  /**
   * A certificate from its DER.
   *
   * @throws IllegalArgumentException when it cannot be read
   */
  public static X509Certificate certificate(byte[] der) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new IllegalArgumentException("Expected a certificate, but it is something else", e);
    }
  }
}
