package io.fluxo.api.access;

import io.fluxo.api.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;

/**
 * Requests that a browser adds our cookies to must show that a page of ours made them: they repeat
 * in the header {@code X-CSRF-TOKEN} what the cookie {@code __Host-fluxo-csrf} holds, which no
 * other site can read or set (double submit).
 */
final class CrossSite {

  static final String COOKIE = "__Host-fluxo-csrf";
  static final String HEADER = "X-CSRF-TOKEN";

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private CrossSite() {}

  static CsrfFilter filter(ProblemWriter problems) {
    CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
    tokens.setCookieName(COOKIE);
    tokens.setHeaderName(HEADER);
    tokens.setCookiePath("/");
    tokens.setCookieCustomizer(cookie -> cookie.secure(true).sameSite("Strict"));
    CsrfFilter filter = new CsrfFilter(tokens);
    filter.setRequestHandler(new CsrfTokenRequestAttributeHandler());
    filter.setRequireCsrfProtectionMatcher(CrossSite::mustShow);
    filter.setAccessDeniedHandler(
        (request, response, denied) ->
            problems.write(
                HttpStatus.FORBIDDEN,
                "csrf",
                "The request comes from another page, or lacks the header " + HEADER,
                request,
                response));
    return filter;
  }

  private static boolean mustShow(HttpServletRequest request) {
    return !SAFE.contains(request.getMethod()) && SessionCookies.any(request);
  }
}
