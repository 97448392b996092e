package io.fluxo.connectors.secret;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what seals. Nothing is read or written before the first value. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeystoreSettings.class)
class SealingWiring {

  @Bean
  EnvelopeSealing sealing(
      KeystoreSettings settings, @Value("${fluxo.data.dir:./data}") String directory) {
    SecureRandom random = new SecureRandom();
    return new EnvelopeSealing(List.of(local(settings, Path.of(directory), random)), random);
  }

  private static LocalKeystore local(
      KeystoreSettings settings, Path directory, SecureRandom random) {
    String keys = settings.keys();
    KeySource source =
        keys == null || keys.isBlank()
            ? new KeystoreFile(directory.resolve("keystore"), random)
            : new KeySource.Given(LocalKeys.parse(keys, "the setting fluxo.keystore.keys"));
    return new LocalKeystore(source, random);
  }
}
