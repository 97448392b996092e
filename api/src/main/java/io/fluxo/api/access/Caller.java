package io.fluxo.api.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param tenant whose the caller is
 * @param actor {@code user:} or {@code key:} and the id, as events name it
 * @param permissions what the caller may do
 * @param workspaces the workspaces the caller may enter, empty for all of the tenant
 * @param session the session of a person, null for a key
 */
public record Caller(
    String tenant,
    String actor,
    Set<Permission> permissions,
    List<String> workspaces,
    @Nullable String session) {

  /** The request attribute that holds the caller. */
  static final String ATTRIBUTE = Caller.class.getName();

  public Caller {
    permissions = Set.copyOf(permissions);
    workspaces = List.copyOf(workspaces);
  }

  /** Who asks, null where that is not known. */
  public static @Nullable Caller of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : null;
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
