package io.fluxo.api.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Finds the token of a request. */
final class Token {

  private static final String SCHEME = "Bearer ";
  private static final int LONGEST = 4_096;

  private Token() {}

  /**
   * The token in the header Authorization; empty where the header holds something else. Without the
   * header, the one in the cookie of a browser.
   */
  static @Nullable String of(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      return SessionCookies.access(request);
    }
    boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return bearer && header.length() <= LONGEST ? header.substring(SCHEME.length()).strip() : "";
  }
}
