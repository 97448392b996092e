package io.fluxo.api.secret;

import org.jspecify.annotations.Nullable;

/**
 * A value to keep.
 *
 * @param value 8 characters to 64 KiB
 */
record SecretRequest(@Nullable String value) {

  /** Shows nothing: requests are logged where somebody looks for a fault. */
  @Override
  public String toString() {
    return "SecretRequest[***]";
  }
}
