package io.fluxo.api.notice;

import io.fluxo.messages.value.Sha256;
import java.nio.charset.StandardCharsets;

/** The ways by which somebody is told. */
enum Channel {
  app,
  email,
  webhook;

  private static final int LENGTH = 40;

  /** The id of what a recipient is told this way; the same for the same. */
  String id(String notice, String recipient) {
    String whole = String.join("\0", notice, recipient, name());
    return Sha256.hex(whole.getBytes(StandardCharsets.UTF_8)).substring(0, LENGTH);
  }
}
