package io.fluxo.messages.secret;

import java.util.List;

/**
 * The secrets that a step needs. The values are filled in right before the call and are nowhere
 * else.
 *
 * @param workflow the workflow whose node refers to them
 * @param places where they belong, in the order of the input
 */
public record SecretUse(String workflow, List<SecretPlace> places) {

  public SecretUse {
    places = List.copyOf(places);
  }
}
