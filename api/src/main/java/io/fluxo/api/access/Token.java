package io.fluxo.api.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Finds the token of a request. */
final class Token {

  private static final String SCHEME = "Bearer ";
  private static final int LONGEST = 4_096;

  private Token() {}

  /** The token in the header Authorization; empty where the header holds something else. */
  static @Nullable String of(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null) {
      return null;
    }
    boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return bearer && header.length() <= LONGEST ? header.substring(SCHEME.length()).strip() : "";
  }
}
