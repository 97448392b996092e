package io.fluxo.api.notice;

import java.time.Instant;

/**
 * The address that programs of a workspace are told at.
 *
 * @param sealed its secret
 */
record Hook(
    String tenant,
    String workspace,
    String url,
    String sealed,
    boolean enabled,
    Instant createdAt,
    Instant updatedAt) {

  /** As what the secret is sealed. */
  String purpose() {
    return purpose(workspace);
  }

  static String purpose(String workspace) {
    return "notification-hook:" + workspace;
  }

  @Override
  public String toString() {
    return "Hook[" + tenant + "/" + workspace + "]";
  }
}
