package io.fluxo.messages.evidence;

/** Signs documents in the name of a tenant. */
public interface DocumentSigner {

  /**
   * A signature that stands beside the document.
   *
   * @param tenant whose certificate signs
   * @param document the bytes
   * @return a detached CMS (RFC 5652) signature with CAdES-BES attributes, in DER
   */
  byte[] sign(String tenant, byte[] document);
}
