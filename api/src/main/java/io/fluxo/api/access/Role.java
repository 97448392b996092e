package io.fluxo.api.access;

import static io.fluxo.api.access.Permission.*;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What people are to a tenant. Each role of a tenant may do all that the one before it may. */
public enum Role {
  AGENT(EnumSet.of(WORKFLOWS_READ, RUNS_READ, RUNS_START, TASKS_READ, TASKS_WORK)),
  MANAGER(
      with(
          AGENT,
          WORKFLOWS_WRITE,
          RUNS_CONTROL,
          RUNS_RESOLVE,
          TASKS_MANAGE,
          EVENTS_READ,
          EVENTS_SEND,
          LOG_READ,
          LOCKS_READ,
          LOCKS_USE,
          EVIDENCE_READ,
          AUDIT_READ,
          DATA_UNMASKED,
          SECRETS_READ,
          MEMBERS_READ)),
  ADMIN(
      with(
          MANAGER,
          EVIDENCE_MANAGE,
          SECRETS_WRITE,
          LOG_MANAGE,
          DEPENDENCIES_RESET,
          PRIVACY_MANAGE,
          KEYS_MANAGE,
          MEMBERS_MANAGE,
          WORKSPACES_MANAGE)),
  /** Who runs the installation. It adds tenants and sees nothing of theirs. */
  OPERATOR(EnumSet.of(TENANTS_MANAGE, SYSTEM_OBSERVE, SYSTEM_REPAIR, SYSTEM_ROTATE));

  @SuppressWarnings("ImmutableEnumChecker") // it is unmodifiable, and nobody else has the inner one
  private final Set<Permission> permissions;

  Role(Set<Permission> permissions) {
    this.permissions = Collections.unmodifiableSet(permissions);
  }

  private static EnumSet<Permission> with(Role less, Permission... more) {
    EnumSet<Permission> all = EnumSet.copyOf(less.permissions);
    Collections.addAll(all, more);
    return all;
  }

  /** What the role may do. */
  public Set<Permission> permissions() {
    return permissions;
  }

  /** What somebody with these roles may do. */
  public static Set<Permission> permissions(Collection<Role> roles) {
    EnumSet<Permission> all = EnumSet.noneOf(Permission.class);
    roles.forEach(role -> all.addAll(role.permissions));
    return Collections.unmodifiableSet(all);
  }

  /** The name that answers use. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The role of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  @JsonCreator
  public static Role of(String text) {
    for (Role each : values()) {
      if (each.text().equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("There is no role of that name");
  }
}
