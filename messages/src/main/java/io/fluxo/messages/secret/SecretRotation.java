package io.fluxo.messages.secret;

/**
 * What a rotation of the key did.
 *
 * @param keyAdded whether a new key was made; Vault and keys that a setting gives are changed there
 * @param resealed how many values are sealed under the newest key now, and were not before
 * @param failed how many could not be sealed anew; the log names them
 */
public record SecretRotation(boolean keyAdded, int resealed, int failed) {}
