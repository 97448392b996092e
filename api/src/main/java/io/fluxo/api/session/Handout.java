package io.fluxo.api.session;

import io.fluxo.api.access.SessionCookies;
import io.fluxo.api.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands tokens out: in the answer to a program, in cookies to a browser. */
@Component
final class Handout {

  private static final String COOKIE = "cookie";

  /**
   * Puts the tokens where they were asked for.
   *
   * @param wanted {@code cookie}, or null for in the answer
   * @return what the answer holds
   */
  Tokens handOut(
      Tokens tokens,
      @Nullable String wanted,
      HttpServletRequest request,
      HttpServletResponse response) {
    String access = tokens.accessToken();
    String refresh = tokens.refreshToken();
    if (!isCookie(wanted) || access == null || refresh == null) {
      return tokens;
    }
    SessionCookies.set(request, response, access, Sessions.ACCESS_LIVES, refresh, Sessions.LIVES);
    return tokens.withoutTokens();
  }

  /** Whether cookies are asked for, before anything is done that would be for nothing. */
  static boolean isCookie(@Nullable String wanted) {
    if (wanted != null && !wanted.equals(COOKIE)) {
      throw Problems.invalid("/session", "There is no such way", "cookie, or nothing");
    }
    return wanted != null;
  }
}
