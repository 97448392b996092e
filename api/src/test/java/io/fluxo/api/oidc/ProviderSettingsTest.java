package io.fluxo.api.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fluxo.api.access.Role;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ProviderSettingsTest {

  private static final String SECRET = "canary-1d7e";

  @Test
  void whatTheOperatorLeavesOutIsCautious() {
    ProviderSettings settings = settings("https://id.example", "client", SECRET, "openid");
    Providers providers = providers(Map.of());
    assertThat(providers.names()).containsExactly("corp");
    ProviderSettings read = providers.require("corp").settings();
    assertThat(read)
        .isEqualTo(settings("https://id.example", "client", SECRET, "openid,email,profile"));
    assertThat(read.provision()).isFalse();
    assertThat(read.role()).isEqualTo(Role.AGENT);
    assertThat(read.toString()).doesNotContain(SECRET);
    assertThat(settings.checked("corp")).isSameAs(settings);
    providers.close();
  }

  @ParameterizedTest
  @CsvSource({
    "issuer, http://id.example",
    "issuer, ''",
    "issuer, https://user@id.example",
    "issuer, http://127.0.0.1.evil.example",
    "issuer, not an address",
    "client-id, ''",
    "client-secret, ''",
    "scopes, email",
  })
  void whatIsWrongIsNamedAtTheStart(String key, String value) {
    assertThatIllegalStateException()
        .isThrownBy(() -> providers(Map.of("fluxo.oidc.corp." + key, value)))
        .withMessageContaining("fluxo.oidc.corp." + key)
        .withMessageNotContaining(SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Corp", "a|b", "a/b", ""})
  void aNameThatCouldBeTakenForAnotherIsRefused(String name) {
    ProviderSettings settings = settings("https://id.example", "client", SECRET, "openid");
    assertThatIllegalStateException().isThrownBy(() -> settings.checked(name));
  }

  private static ProviderSettings settings(
      String issuer, String client, String secret, String scopes) {
    return new ProviderSettings(
        issuer,
        client,
        secret,
        List.of(scopes.split(",")),
        "default",
        false,
        Role.AGENT,
        List.of());
  }

  private static Providers providers(Map<String, Object> changes) {
    Map<String, Object> keys = new HashMap<>();
    keys.put("fluxo.oidc.corp.issuer", "https://id.example");
    keys.put("fluxo.oidc.corp.client-id", "client");
    keys.put("fluxo.oidc.corp.client-secret", SECRET);
    keys.putAll(changes);
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", keys));
    return new OidcConfiguration()
        .oidcProviders(environment, () -> Instant.parse("2026-01-01T00:00:00Z"));
  }
}
