package io.fluxo.api.session;

import io.fluxo.api.access.Role;
import java.util.List;

/**
 * How the account of a living session stands.
 *
 * @param workspaces where, empty for everywhere
 */
record Standing(List<Role> roles, List<String> workspaces, int version) {}
