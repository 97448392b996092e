package io.fluxo.api.oidc;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/**
 * Keeps Fluxo under test as it is delivered: the provider of these tests brings Spring Security's
 * configuration to the class path, with which Spring Boot would close the application.
 */
final class NoSecurityOfItsOwn implements AutoConfigurationImportFilter {

  @Override
  public boolean[] match(String[] names, AutoConfigurationMetadata metadata) {
    boolean[] taken = new boolean[names.length];
    for (int i = 0; i < names.length; i++) {
      taken[i] = names[i] == null || !names[i].contains(".autoconfigure.security.");
    }
    return taken;
  }
}
