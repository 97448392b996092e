package io.fluxo.query.humantask;

import io.fluxo.messages.humantask.Acting;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** People who ask. */
final class Who {

  private Who() {}

  static Acting of(String person, String... roles) {
    return with(person, Set.of(), false, roles);
  }

  static Acting manager(String person) {
    return with(person, Set.of(), true);
  }

  static Acting with(String person, Set<String> standsIn, boolean manages, String... roles) {
    Set<String> principals = new HashSet<>(List.of(roles));
    principals.add(person);
    return new Acting(person, principals, standsIn, manages);
  }
}
