package io.fluxo.api.member;

import io.fluxo.api.access.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can log in.
 *
 * @param email lower case, one of a kind in the tenant
 * @param workspaces where, empty for everywhere
 * @param teams names of groups that the tenant makes up
 * @param state {@link #ACTIVE} or {@link #BLOCKED}
 * @param password its Argon2id hash, null where a provider vouches
 * @param oneTime whether the password can only be exchanged for another one
 * @param passwordEnds when a one-time password ends, null for never
 * @param version of what the account may do; access tokens of an older one are not valid any more
 * @param totp the sealed secret of the second factor, null where there is none
 * @param totpOn whether the second factor is asked for
 * @param totpStep the time step of the last code that was taken
 */
public record Account(
    String tenant,
    String id,
    String email,
    String name,
    List<Role> roles,
    List<String> workspaces,
    List<String> teams,
    String state,
    @Nullable String password,
    boolean oneTime,
    @Nullable Instant passwordEnds,
    int version,
    @Nullable String totp,
    boolean totpOn,
    long totpStep,
    Instant createdAt) {

  public static final String ACTIVE = "active";
  public static final String BLOCKED = "blocked";

  /** Whether the text has the form of an account's id. */
  static boolean isId(String text) {
    return text.matches("[0-9a-z]{26}");
  }

  /** Who acts, as events name it. */
  public String actor() {
    return "user:" + id;
  }

  @Override
  public String toString() {
    return "Account[" + tenant + "/" + id + "]";
  }
}
