package io.fluxo.command.expression;

import io.fluxo.messages.secret.SecretName;
import io.fluxo.messages.secret.SecretPlace;
import java.util.List;

/**
 * Takes the places of the secrets in one text.
 *
 * @param pointer where the text stands
 * @param places takes them
 */
record Marks(String pointer, List<SecretPlace> places) {

  /** Notes a secret; answers what stands for it. */
  String add(String name, int at) {
    places.add(new SecretPlace(pointer, at, name));
    return SecretName.mark(name);
  }
}
