package io.fluxo.messages.run;

import java.time.Duration;

/**
 * Makes a start happen once.
 *
 * @param scope what the key is unique in: {@code webhook:<endpoint>}, {@code schedule:<workflow>},
 *     {@code event:<type>}, {@code api:<workflow>}
 * @param key the caller's key, 255 characters at most
 * @param fingerprint SHA-256 of the request in lower-case hex: the same key with another
 *     fingerprint is refused
 * @param window how long the key is remembered
 */
public record IdempotencyKey(String scope, String key, String fingerprint, Duration window) {}
