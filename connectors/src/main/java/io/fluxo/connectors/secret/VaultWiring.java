package io.fluxo.connectors.secret;

import io.fluxo.messages.secret.SealingException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.vault.authentication.SessionManager;
import org.springframework.vault.client.RestTemplateBuilder;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.support.VaultToken;

/** Reaches Vault where one is configured. Without it none of these classes is loaded. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("fluxo.vault.uri")
@EnableConfigurationProperties(VaultSettings.class)
class VaultWiring {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  @Bean
  Keystore vaultKeystore(VaultSettings settings) {
    return keystore(settings);
  }

  /** The keystore; nothing is asked of Vault before the first value. */
  static VaultKeystore keystore(VaultSettings settings) {
    // A redirect would carry the token to wherever it leads.
    var http =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build());
    http.setReadTimeout(ANSWER);
    RestTemplateBuilder rest =
        RestTemplateBuilder.builder()
            .endpoint(VaultEndpoint.from(settings.uri()))
            .requestFactory(http);
    String namespace = settings.namespace();
    if (namespace != null && !namespace.isBlank()) {
      rest = rest.defaultHeader("X-Vault-Namespace", namespace);
    }
    var template = new VaultTemplate(rest, session(settings));
    return new VaultKeystore(
        template.opsForTransit(settings.transitPath()),
        settings.key(),
        settings.uri() + ", " + settings.transitPath() + "/" + settings.key());
  }

  private static SessionManager session(VaultSettings settings) {
    return () -> VaultToken.of(token(settings));
  }

  private static String token(VaultSettings settings) {
    String token = settings.token();
    String file = settings.tokenFile();
    try {
      if (token == null || token.isBlank()) {
        token = file == null || file.isBlank() ? "" : Files.readString(Path.of(file));
      }
    } catch (IOException e) {
      throw new SealingException(
          "Expected to read the token of Vault from the file in fluxo.vault.token-file, but that"
              + " fails: check that it is there and readable",
          e);
    }
    if (token.isBlank()) {
      throw new SealingException(
          "Expected a token for Vault, but there is none: set fluxo.vault.token or"
              + " fluxo.vault.token-file",
          null);
    }
    return token.strip();
  }
}
