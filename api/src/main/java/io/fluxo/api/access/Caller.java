package io.fluxo.api.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param tenant whose the caller is
 * @param actor {@code user:} or {@code key:} and the id, as events name it
 * @param permissions what the caller may do
 * @param workspaces the workspaces the caller may enter, empty for all of the tenant
 * @param groups the names of the roles and teams of a person, empty for a key
 * @param session the session of a person, null for a key
 * @param endsAt when a key ends by itself, null for never and for people
 */
public record Caller(
    String tenant,
    String actor,
    Set<Permission> permissions,
    List<String> workspaces,
    List<String> groups,
    @Nullable String session,
    @Nullable Instant endsAt) {

  /** The request attribute that holds the caller. */
  static final String ATTRIBUTE = Caller.class.getName();

  static final String STANDING = Caller.class.getName() + ".standing";

  public Caller {
    permissions = Set.copyOf(permissions);
    workspaces = List.copyOf(workspaces);
    groups = List.copyOf(groups);
  }

  /** The caller of a request; null for one to an open path. */
  public static @Nullable Caller of(HttpServletRequest request) {
    return (Caller) request.getAttribute(ATTRIBUTE);
  }

  /**
   * Tells, as long as a request is answered, whether its token is still good and may do what it
   * could when the request came.
   */
  public static BooleanSupplier standing(HttpServletRequest request) {
    return (BooleanSupplier) Objects.requireNonNull(request.getAttribute(STANDING));
  }

  /** Whether the caller may do that. */
  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }

  /**
   * The id of the person.
   *
   * @throws IllegalStateException when the caller is a key
   */
  public String account() {
    if (session == null) {
      throw new IllegalStateException("Expected a person, but the caller is a key");
    }
    return actor.substring(actor.indexOf(':') + 1);
  }
}
