package io.fluxo.messages.secret;

import org.jspecify.annotations.Nullable;

/** A value that must not be seen. It shows itself only to whoever asks for it by name. */
public final class SecretValue {

  /** Shorter ones could not be told from other text, and so not be taken out of what is stored. */
  public static final int SHORTEST = 8;

  /** In bytes of UTF-8. */
  public static final int LONGEST = 65_536;

  private final String value;

  public SecretValue(String value) {
    this.value = value;
  }

  /** The value itself, for the call that needs it and for nothing that is kept. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SecretValue secret && value.equals(secret.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
