package io.fluxo.api.member;

import java.util.List;

/**
 * Somebody whose account is active.
 *
 * @param workspaces where, empty for everywhere
 */
record Entrant(Person person, List<String> workspaces) {

  boolean mayEnter(String workspace) {
    return workspaces.isEmpty() || workspaces.contains(workspace);
  }
}
