package io.fluxo.messages.evidence;

import java.time.Instant;

/**
 * A certificate, as shown.
 *
 * @param subject whose it is (RFC 4514)
 * @param issuer who vouches for it
 * @param fingerprint SHA-256 of it, lower-case hex
 * @param own whether the installation's own authority issued it
 * @param from when it began to be good
 * @param until when it ends to be
 * @param chain it and those that vouch for it, up to the root where that is known, as PEM
 */
public record CertificateView(
    String subject,
    String issuer,
    String fingerprint,
    boolean own,
    Instant from,
    Instant until,
    String chain) {}
