package io.fluxo.api.privacy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What proves an erasure.
 *
 * @param erasure its id
 * @param cause {@code request} or {@code retention}
 * @param runs how many runs and tasks of their own were erased
 * @param document the certificate as canonical JSON (RFC 8785); the bytes that are signed, in UTF-8
 * @param signature a detached CMS signature over them in DER, in Base64; null where no certificate
 *     is installed to sign with
 */
record ErasureCertificate(
    String erasure,
    String cause,
    int runs,
    Instant at,
    String document,
    @Nullable String signature) {}
