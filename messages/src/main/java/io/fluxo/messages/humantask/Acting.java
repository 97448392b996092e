package io.fluxo.messages.humantask;

import java.util.Set;

/**
 * Who somebody is who acts on a task.
 *
 * @param person {@code user:<id>} or {@code key:<id>}
 * @param principals the person and the roles of the person
 * @param standsIn the people that the person stands in for at the moment
 * @param manages whether the person may give tasks to people
 */
public record Acting(String person, Set<String> principals, Set<String> standsIn, boolean manages) {

  public Acting {
    principals = Set.copyOf(principals);
    standsIn = Set.copyOf(standsIn);
  }
}
