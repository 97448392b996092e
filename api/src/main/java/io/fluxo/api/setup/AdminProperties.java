package io.fluxo.api.setup;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator chooses for the first start.
 *
 * @param email by which the first administrator logs in
 * @param password theirs, null for one that is made and printed once
 * @param reset whether to give the administrator a new one-time password, for one that was lost
 * @param key an API key that may do everything in the first tenant, null for none
 */
@ConfigurationProperties("fluxo.admin")
record AdminProperties(
    @DefaultValue("admin@localhost") String email,
    @Nullable String password,
    boolean reset,
    @Nullable String key) {

  AdminProperties {
    password = password == null || password.isBlank() ? null : password;
    key = key == null || key.isBlank() ? null : key;
  }

  @Override
  public String toString() {
    return "AdminProperties[" + email + "]";
  }
}
