package io.fluxo.api.session;

import io.fluxo.api.access.Role;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the account of a living session stands.
 *
 * @param workspaces where, empty for everywhere
 */
record Standing(List<Role> roles, List<String> teams, List<String> workspaces, int version) {

  /** The names of the roles and teams. */
  List<String> groups() {
    return Stream.concat(roles.stream().map(Role::text), teams.stream()).distinct().toList();
  }
}
