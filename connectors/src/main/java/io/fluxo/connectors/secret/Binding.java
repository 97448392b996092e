package io.fluxo.connectors.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a sealed value belongs to. It is authenticated together with the value, so that one that was
 * moved to another place cannot be opened there.
 *
 * @param tenant whose it is
 * @param purpose what it is
 */
record Binding(String tenant, String purpose) {

  /** The bytes that are authenticated; no two bindings give the same ones. */
  byte[] with(String what) {
    byte[] first = what.getBytes(StandardCharsets.UTF_8);
    byte[] second = tenant.getBytes(StandardCharsets.UTF_8);
    byte[] third = purpose.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(12 + first.length + second.length + third.length)
        .putInt(first.length)
        .put(first)
        .putInt(second.length)
        .put(second)
        .putInt(third.length)
        .put(third)
        .array();
  }
}
