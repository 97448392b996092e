package io.fluxo.api.oidc;

import org.jspecify.annotations.Nullable;

/**
 * Somebody as the provider describes them.
 *
 * @param subject as the provider knows them for ever
 * @param email their address of now, null for none
 * @param verified whether the provider made sure that the address is theirs
 * @param name null for none
 */
record Vouched(String subject, @Nullable String email, boolean verified, @Nullable String name) {

  @Override
  public String toString() {
    return "Vouched[]";
  }
}
