package io.fluxo.api.member;

import io.fluxo.api.access.Role;
import java.time.Instant;
import java.util.List;

/**
 * Somebody of the tenant.
 *
 * @param workspaces where, empty for everywhere
 * @param teams names of groups that the tenant makes up
 * @param secondFactor whether a second factor is asked for
 */
public record MemberView(
    String id,
    String tenant,
    String email,
    String name,
    List<Role> roles,
    List<String> workspaces,
    List<String> teams,
    String state,
    boolean secondFactor,
    Instant createdAt) {

  /** What others may see of an account. */
  public static MemberView of(Account account) {
    return new MemberView(
        account.id(),
        account.tenant(),
        account.email(),
        account.name(),
        account.roles(),
        account.workspaces(),
        account.teams(),
        account.state(),
        account.totpOn(),
        account.createdAt());
  }
}
