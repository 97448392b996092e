package io.fluxo.api.access;

import java.util.List;
import java.util.Set;

/**
 * What answers without a caller. Everything else asks for one before anybody looks whether there is
 * such a thing at all.
 */
public final class OpenPaths {

  private static final String AUTHENTICATION = "/api/v1/auth/";
  private static final String WEBHOOKS = "/api/v1/hooks/";
  private static final String LINKS = "/api/v1/answer-links/";

  private static final Set<String> PLACES =
      Set.of(
          "/error",
          "/actuator/health",
          "/answer",
          "/docs",
          "/.well-known/jwks.json",
          "/api/v1/auth/login",
          "/api/v1/auth/oidc",
          "/api/v1/auth/password",
          "/api/v1/auth/password/forgotten",
          "/api/v1/auth/refresh",
          "/api/v1/auth/register");

  private static final List<String> BELOW =
      List.of(
          "/actuator/health/",
          "/answer/",
          "/docs/",
          "/swagger-ui/",
          "/api/v1/auth/oidc/",
          LINKS,
          WEBHOOKS);

  private OpenPaths() {}

  /** Whether the path, decoded and without {@code ..}, needs no caller. */
  static boolean contains(String path) {
    return PLACES.contains(path) || BELOW.stream().anyMatch(path::startsWith);
  }

  /** Whether strangers go there to become callers. */
  public static boolean identify(String path) {
    return path.startsWith(AUTHENTICATION) && contains(path);
  }

  /** Whether providers send webhooks there. */
  public static boolean takeWebhooks(String path) {
    return path.startsWith(WEBHOOKS);
  }

  /** Whether somebody comes there by a link to a task. */
  public static boolean takeLinks(String path) {
    return path.startsWith(LINKS);
  }
}
