package io.fluxo.messages.security;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to accounts, keys and tenants. Ids only: no name, no address, no token. */
public sealed interface SecurityEvent {

  /** A tenant came to be. */
  record TenantAdded(String tenant) implements SecurityEvent {}

  /** A tenant was suspended, or let in again. */
  record TenantChanged(String tenant, String state) implements SecurityEvent {}

  /** A tenant got another workspace. */
  record WorkspaceAdded(String workspace) implements SecurityEvent {}

  /** Somebody became a member of the tenant. */
  record MemberAdded(String account, List<String> roles) implements SecurityEvent {}

  /**
   * What a member may do is another.
   *
   * @param workspaces where, empty for everywhere
   * @param teams which the member is in, null for none
   */
  record MemberChanged(
      String account,
      List<String> roles,
      List<String> workspaces,
      String state,
      @Nullable List<String> teams)
      implements SecurityEvent {

    /** Of a member who is in no team. */
    public MemberChanged(
        String account, List<String> roles, List<String> workspaces, String state) {
      this(account, roles, workspaces, state, null);
    }
  }

  /** A member was removed. */
  record MemberRemoved(String account) implements SecurityEvent {}

  /**
   * A time in which a member is away.
   *
   * @param standIn the account that does the work meanwhile
   */
  record Absence(Instant from, Instant until, String standIn) {}

  /**
   * When a member is away was set.
   *
   * @param absences all of them, in place of what was set before
   */
  record AbsenceSet(String account, List<Absence> absences) implements SecurityEvent {}

  /**
   * Somebody logged in.
   *
   * @param method {@code password}, or the provider that vouched
   */
  record LoggedIn(String account, String session, String method) implements SecurityEvent {}

  /**
   * Somebody did not get in who named an account that there is.
   *
   * @param reason {@code password}, {@code second_factor}, {@code throttled}, {@code blocked}; by a
   *     provider {@code address_not_verified}, {@code another_subject}
   */
  record LoginRefused(String account, String reason) implements SecurityEvent {}

  /** A session was ended. */
  record LoggedOut(String account, String session) implements SecurityEvent {}

  /** A refresh token came a second time; its session was ended. */
  record RefreshReused(String account, String session) implements SecurityEvent {}

  /**
   * A password was set.
   *
   * @param how {@code changed} by its owner, {@code reset}, or {@code removed} where a provider
   *     vouched for somebody who had one to be exchanged
   */
  record PasswordSet(String account, String how) implements SecurityEvent {}

  /** The second factor was switched on or off. */
  record SecondFactorSet(String account, boolean enabled) implements SecurityEvent {}

  /**
   * An API key was made.
   *
   * @param workspace the only one it may enter, null for all
   */
  record KeyCreated(
      String key, List<String> permissions, @Nullable String workspace, @Nullable Instant expiresAt)
      implements SecurityEvent {}

  /** An API key was revoked. */
  record KeyRevoked(String key) implements SecurityEvent {}

  /**
   * A secret got a value.
   *
   * @param scope {@code tenant}, {@code workspace}, or {@code node} with workflow and node
   * @param version which one it is
   */
  record SecretSet(String name, String scope, int version) implements SecurityEvent {}

  /** A secret was removed. */
  record SecretRemoved(String name, String scope) implements SecurityEvent {}

  /**
   * The read models of a name are being made anew.
   *
   * @param replay its id
   */
  record ReplayAsked(String projection, String replay) implements SecurityEvent {}

  /** The key under which everything is sealed was replaced. */
  record SealRotated(int resealed, int failed) implements SecurityEvent {}

  /**
   * What was found out about a dependency was forgotten by hand, on one node.
   *
   * @param connector the node type
   * @param dependency its name, for example {@code https://api.example.org}
   * @param reason in the words of who did it
   */
  record DependencyReset(String connector, String dependency, String reason)
      implements SecurityEvent {}

  /**
   * Another certificate signs the evidence of the tenant.
   *
   * @param fingerprint SHA-256 of the certificate, lower-case hex
   * @param own whether the installation's own authority issued it
   */
  record CertificateSet(String fingerprint, boolean own) implements SecurityEvent {}
}
