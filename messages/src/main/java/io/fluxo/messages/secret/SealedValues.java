package io.fluxo.messages.secret;

/** A place where sealed values are stored. All such places take part in a rotation of the key. */
public interface SealedValues {

  /**
   * How many values were sealed anew, and how many could not be.
   *
   * @param resealed those that are under the newest key now, and were not before
   * @param failed those that are as they were
   */
  record Resealed(int resealed, int failed) {}

  /**
   * Seals what is sealed under older keys under the newest one, with {@link Sealing#reseal}, in
   * small transactions, while everything keeps working.
   */
  Resealed reseal();
}
