package io.fluxo.connectors.flow;

import io.fluxo.messages.run.RunId;
import io.fluxo.messages.step.StepId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The id of the run that a step starts: the time of the parent, then a hash of the step. */
final class ChildRunId {

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int TIME = 10;
  private static final int LENGTH = 26;

  private ChildRunId() {}

  static RunId of(StepId step) {
    StringBuilder id = new StringBuilder(step.value().substring(0, TIME));
    byte[] hash = sha256(step.value());
    for (int i = 0; id.length() < LENGTH; i++) {
      id.append(ALPHABET.charAt(hash[i] & 31));
    }
    return new RunId(id.toString());
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
