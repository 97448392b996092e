package io.fluxo.api.oidc;

import io.fluxo.api.access.Role;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator says of one provider.
 *
 * @param issuer its address, exactly as it names itself
 * @param clientId as whom Fluxo is known there
 * @param clientSecret how Fluxo proves to be that
 * @param scopes what is asked for
 * @param tenant whose people these are
 * @param provision whether somebody unknown with a verified address gets an account
 * @param role what they are then
 * @param domains of the addresses that are linked or get an account, empty for all
 */
record ProviderSettings(
    @DefaultValue("") String issuer,
    @DefaultValue("") String clientId,
    @DefaultValue("") String clientSecret,
    @DefaultValue({"openid", "email", "profile"}) List<String> scopes,
    @DefaultValue("default") String tenant,
    @DefaultValue("false") boolean provision,
    @DefaultValue("agent") Role role,
    @DefaultValue List<String> domains) {

  private static final String NAME = "[a-z][a-z0-9-]{0,31}";

  ProviderSettings {
    scopes = List.copyOf(scopes);
    domains = domains.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * Itself.
   *
   * @param name of the provider
   * @throws IllegalStateException where something is missing or wrong, which is named
   */
  ProviderSettings checked(String name) {
    require(name.matches(NAME), name, "", "a name of lower-case letters, digits and hyphens");
    require(isAddress(issuer), name, ".issuer", "an address that begins with https://");
    require(!clientId.isBlank(), name, ".client-id", "the id that the provider gave");
    require(!clientSecret.isBlank(), name, ".client-secret", "the secret that the provider gave");
    require(scopes.contains("openid"), name, ".scopes", "openid among the scopes");
    return this;
  }

  private static boolean isAddress(String issuer) {
    try {
      return Endpoints.isSafe(URI.create(issuer));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void require(boolean right, String name, String key, String expected) {
    if (!right) {
      throw new IllegalStateException(
          "Expected %s, but fluxo.oidc.%s%s is not".formatted(expected, name, key));
    }
  }

  @Override
  public String toString() {
    return "ProviderSettings[" + issuer + "]";
  }
}
