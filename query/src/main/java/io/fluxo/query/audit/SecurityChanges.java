package io.fluxo.query.audit;

import static io.fluxo.query.audit.Changes.map;
import static io.fluxo.query.audit.Changes.to;

import io.fluxo.messages.security.SecurityEvent;
import io.fluxo.messages.security.SecurityEvent.AbsenceSet;
import io.fluxo.messages.security.SecurityEvent.KeyCreated;
import io.fluxo.messages.security.SecurityEvent.KeyRevoked;
import io.fluxo.messages.security.SecurityEvent.MemberAdded;
import io.fluxo.messages.security.SecurityEvent.MemberChanged;
import io.fluxo.messages.security.SecurityEvent.MemberRemoved;
import io.fluxo.messages.security.SecurityEvent.SecondFactorSet;
import io.fluxo.messages.security.SecurityEvent.SecretRemoved;
import io.fluxo.messages.security.SecurityEvent.SecretSet;
import io.fluxo.messages.security.SecurityEvent.TenantChanged;
import io.fluxo.query.history.RecordedEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What events of accounts, keys and secrets changed; what was before, an earlier event says. */
final class SecurityChanges {

  private SecurityChanges() {}

  static Changes of(RecordedEvent event, SecurityEvent said, Earlier earlier) {
    return switch (said) {
      case MemberAdded e -> to(null, map("roles", e.roles()));
      case MemberChanged e -> to(member(event, e.account(), earlier), member(e));
      case MemberRemoved e -> to(member(event, e.account(), earlier), null);
      case AbsenceSet e -> {
        Object last =
            earlier.ofTenant(
                event,
                List.of(AbsenceSet.class),
                each -> each instanceof AbsenceSet set && set.account().equals(e.account()));
        yield to(
            last instanceof AbsenceSet set ? map("absences", set.absences()) : null,
            map("absences", e.absences()));
      }
      case SecondFactorSet e ->
          to(map("secondFactor", !e.enabled()), map("secondFactor", e.enabled()));
      case KeyCreated e -> to(null, key(e));
      case KeyRevoked e -> {
        Object last =
            earlier.ofTenant(
                event,
                List.of(KeyCreated.class),
                each -> each instanceof KeyCreated made && made.key().equals(e.key()));
        yield to(last instanceof KeyCreated made ? key(made) : null, null);
      }
      case SecretSet e ->
          to(
              e.version() > 1 ? map("version", e.version() - 1) : null,
              map("version", e.version(), "scope", e.scope()));
      case SecretRemoved e -> to(secret(event, e, earlier), null);
      case TenantChanged e -> {
        Object last =
            earlier.ofTenant(
                event,
                List.of(TenantChanged.class),
                each -> each instanceof TenantChanged was && was.tenant().equals(e.tenant()));
        yield to(
            map("state", last instanceof TenantChanged was ? was.state() : "active"),
            map("state", e.state()));
      }
      default -> to(null, null);
    };
  }

  private static @Nullable Map<String, Object> member(
      RecordedEvent event, String account, Earlier earlier) {
    Object last =
        earlier.ofTenant(
            event,
            List.of(MemberAdded.class, MemberChanged.class),
            each ->
                (each instanceof MemberAdded added && added.account().equals(account))
                    || (each instanceof MemberChanged changed
                        && changed.account().equals(account)));
    if (last instanceof MemberAdded added) {
      return map("roles", added.roles());
    }
    return last instanceof MemberChanged changed ? member(changed) : null;
  }

  private static Map<String, Object> member(MemberChanged e) {
    return map(
        "roles", e.roles(), "workspaces", e.workspaces(), "state", e.state(), "teams", e.teams());
  }

  private static Map<String, Object> key(KeyCreated e) {
    return map(
        "permissions", e.permissions(), "workspace", e.workspace(), "expiresAt", e.expiresAt());
  }

  private static @Nullable Map<String, Object> secret(
      RecordedEvent event, SecretRemoved removed, Earlier earlier) {
    Object last =
        earlier.ofTenant(
            event,
            List.of(SecretSet.class),
            each ->
                each instanceof SecretSet set
                    && set.name().equals(removed.name())
                    && set.scope().equals(removed.scope()));
    return last instanceof SecretSet set ? map("version", set.version()) : null;
  }
}
