package io.fluxo.api.table;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Hashes of secrets, in hexadecimal digits. */
public final class Hashes {

  private Hashes() {}

  /** Whether they are the same; how long that takes does not tell where they differ. */
  public static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }
}
