package io.fluxo.api.oidc;

import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Reads the settings of the providers. Nothing of the library is loaded before somebody logs in.
 */
@Configuration(proxyBeanMethods = false)
class OidcConfiguration {

  @Bean
  Providers oidcProviders(Environment environment, InstantSource clock) {
    Map<String, ProviderSettings> settings =
        new TreeMap<>(
            Binder.get(environment)
                .bind("fluxo.oidc", Bindable.mapOf(String.class, ProviderSettings.class))
                .orElse(Map.of()));
    settings.forEach((name, each) -> each.checked(name));
    return new Providers(settings, clock);
  }
}
