package io.fluxo.api.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * The tokens of a browser. No script reads them, no other site sends them, no other host sets them
 * (the prefix {@code __Host-}, RFC 6265bis); they are for this server over HTTPS, or over HTTP on
 * the machine itself.
 */
public final class SessionCookies {

  static final String ACCESS = "__Host-fluxo-access";
  static final String REFRESH = "__Host-fluxo-refresh";

  private SessionCookies() {}

  /**
   * Sets the cookies, and the one that scripts read to prove that they are ours.
   *
   * @param accessLives how long the access token is good for
   * @param refreshLives how long the refresh token may be good for
   */
  public static void set(
      HttpServletRequest request,
      HttpServletResponse response,
      String access,
      Duration accessLives,
      String refresh,
      Duration refreshLives) {
    add(response, ACCESS, access, accessLives);
    add(response, REFRESH, refresh, refreshLives);
    if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
      token.getToken(); // is made, and its cookie set, when somebody asks for it
    }
  }

  /** Takes the cookies away. */
  public static void clear(HttpServletResponse response) {
    add(response, ACCESS, "", Duration.ZERO);
    add(response, REFRESH, "", Duration.ZERO);
  }

  /** The refresh token of the browser, or null. */
  public static @Nullable String refresh(HttpServletRequest request) {
    return value(request, REFRESH);
  }

  static @Nullable String access(HttpServletRequest request) {
    return value(request, ACCESS);
  }

  /** Whether a browser would be known by its cookies. */
  static boolean any(HttpServletRequest request) {
    return access(request) != null || refresh(request) != null;
  }

  private static void add(HttpServletResponse response, String name, String value, Duration lives) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(name, value)
            .httpOnly(true)
            .secure(true)
            .sameSite("Strict")
            .path("/")
            .maxAge(lives)
            .build()
            .toString());
  }

  private static @Nullable String value(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(name) && !cookie.getValue().isEmpty()) {
          return cookie.getValue();
        }
      }
    }
    return null;
  }
}
