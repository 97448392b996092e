package io.fluxo.api.member;

import io.fluxo.api.access.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be another with a member; null where nothing is. */
record MemberChange(
    @Nullable String name,
    @Nullable List<Role> roles,
    @Nullable List<String> workspaces,
    @Nullable String state) {

  Account applied(Account account) {
    return new Account(
        account.tenant(),
        account.id(),
        account.email(),
        name == null ? account.name() : name,
        roles == null ? account.roles() : roles,
        workspaces == null ? account.workspaces() : workspaces,
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
