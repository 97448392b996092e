package io.fluxo.api.member;

import io.fluxo.api.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is to be another with a member; null where nothing is. */
record MemberChange(
    @Nullable String name,
    @Nullable List<Role> roles,
    @Nullable List<String> workspaces,
    @Nullable List<String> teams,
    @Nullable String state) {

  /** Whoever runs the installation goes on to: no tenant gives that role, and none takes it. */
  private List<Role> kept(List<Role> before) {
    List<Role> next = new ArrayList<>(Objects.requireNonNull(roles));
    if (before.contains(Role.OPERATOR) && !next.contains(Role.OPERATOR)) {
      next.add(Role.OPERATOR);
    }
    return List.copyOf(next);
  }

  Account applied(Account account) {
    return new Account(
        account.tenant(),
        account.id(),
        account.email(),
        name == null ? account.name() : name,
        roles == null ? account.roles() : kept(account.roles()),
        workspaces == null ? account.workspaces() : workspaces,
        teams == null ? account.teams() : teams,
        state == null ? account.state() : state,
        account.password(),
        account.oneTime(),
        account.passwordEnds(),
        account.version() + 1,
        account.totp(),
        account.totpOn(),
        account.totpStep(),
        account.createdAt());
  }
}
