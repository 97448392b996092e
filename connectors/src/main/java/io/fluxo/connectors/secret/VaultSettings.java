package io.fluxo.connectors.secret;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Vault that wraps data keys, if there is one.
 *
 * @param uri where it is, for example {@code https://vault.example.org:8200}
 * @param token the token; or
 * @param tokenFile the file that holds it, read anew for each call, so that it may be renewed
 * @param transitPath where the Transit engine is mounted
 * @param key the name of the key there
 * @param namespace the namespace of Vault Enterprise
 */
@ConfigurationProperties("fluxo.vault")
record VaultSettings(
    URI uri,
    @Nullable String token,
    @Nullable String tokenFile,
    @DefaultValue("transit") String transitPath,
    @DefaultValue("fluxo") String key,
    @Nullable String namespace) {

  @Override
  public String toString() {
    return "VaultSettings[uri=%s, transitPath=%s, key=%s]".formatted(uri, transitPath, key);
  }
}
