package io.fluxo.connectors.secret;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The local keystore.
 *
 * @param keys {@code <number>:<base64 of 32 bytes>}, divided by commas, the one that seals first;
 *     without it they are in a file of the data directory
 */
@ConfigurationProperties("fluxo.keystore")
record KeystoreSettings(@Nullable String keys) {

  @Override
  public String toString() {
    return "KeystoreSettings[keys=" + (keys == null ? "none" : "given") + "]";
  }
}
