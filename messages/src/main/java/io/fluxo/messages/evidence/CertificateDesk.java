package io.fluxo.messages.evidence;

/** Which certificates sign the evidence of tenants. */
public interface CertificateDesk {

  /**
   * The certificate that signs for a tenant; where there is none, the installation's own authority
   * issues one.
   *
   * @throws io.fluxo.messages.rejection.Rejection UNAVAILABLE when the keystore cannot be reached
   */
  CertificateView current(String tenant);

  /**
   * Has another certificate sign from now on.
   *
   * @param pkcs12 key and certificates (RFC 7292)
   * @param password of the file; it is not kept
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT when it cannot be used, UNAVAILABLE
   *     when the keystore cannot be reached
   */
  CertificateView install(String tenant, byte[] pkcs12, char[] password);

  /**
   * Has a certificate of the installation's own authority sign from now on.
   *
   * @throws io.fluxo.messages.rejection.Rejection UNAVAILABLE when the keystore cannot be reached
   */
  CertificateView useOwn(String tenant);

  /**
   * The authorities, as PEM, that vouched for what signed for the tenant, now or before: the
   * installation's own, and those of certificates that were installed.
   */
  String trusted(String tenant);
}
