package io.fluxo.connectors.secret;

import io.fluxo.messages.secret.SealingException;
import org.jspecify.annotations.Nullable;

/** Where the keys of the local keystore come from. */
interface KeySource {

  /** How people call it. */
  String where();

  /**
   * The keys as they are now.
   *
   * @return null where there are none yet
   * @throws SealingException when they cannot be read
   */
  @Nullable LocalKeys read();

  /**
   * The keys, after the first one was made where there was none.
   *
   * @throws SealingException when they can be neither read nor kept
   */
  LocalKeys readOrBegin();

  /**
   * Adds a key in front.
   *
   * @return the keys with it, null where keys are added elsewhere
   * @throws SealingException when it cannot be kept
   */
  @Nullable LocalKeys add();

  /** Keys that a setting names: the same for every node of an installation. */
  record Given(LocalKeys keys) implements KeySource {

    @Override
    public String where() {
      return "the setting fluxo.keystore.keys";
    }

    @Override
    public LocalKeys read() {
      return keys;
    }

    @Override
    public LocalKeys readOrBegin() {
      return keys;
    }

    @Override
    public @Nullable LocalKeys add() {
      return null;
    }
  }
}
