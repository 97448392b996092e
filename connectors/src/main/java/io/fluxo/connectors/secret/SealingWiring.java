package io.fluxo.connectors.secret;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
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
      KeystoreSettings settings,
      @Value("${fluxo.data.dir:./data}") String directory,
      ObjectProvider<Keystore> remote) {
    SecureRandom random = new SecureRandom();
    List<Keystore> keystores = new ArrayList<>(remote.orderedStream().toList());
    keystores.add(local(settings, Path.of(directory), random));
    return new EnvelopeSealing(keystores, random);
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
