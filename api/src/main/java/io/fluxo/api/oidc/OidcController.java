package io.fluxo.api.oidc;

import io.fluxo.api.access.Open;
import io.fluxo.api.oidc.OidcLogin.Answer;
import io.fluxo.api.oidc.OidcLogin.Begun;
import io.fluxo.api.session.Tokens;
import io.fluxo.messages.context.Context;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.WebUtils;

/** Getting in by a provider. */
@Tag(name = "Logging in")
@RestController
@RequestMapping("/api/v1/auth/oidc")
final class OidcController {

  static final String COOKIE = "__Host-fluxo-login";

  /** What there is to log in by. */
  record ProviderNames(List<String> providers) {}

  private final OidcLogin login;
  private final String publicUrl;

  /**
   * Wires it.
   *
   * @param publicUrl as browsers reach this server; empty for as the request names it
   */
  OidcController(OidcLogin login, @Value("${fluxo.public-url:}") String publicUrl) {
    this.login = login;
    this.publicUrl = publicUrl.endsWith("/") ? publicUrl.replaceAll("/+$", "") : publicUrl;
  }

  @Operation(summary = "Lists the providers that people can log in by")
  @Open(Open.To.ANYBODY)
  @GetMapping
  ProviderNames providers() {
    return new ProviderNames(login.providers());
  }

  @Operation(summary = "Sends the browser to a provider, to log in there")
  @ApiResponse(responseCode = "302", description = "Where the provider asks who it is")
  @Open(Open.To.ANYBODY)
  @GetMapping("/{provider}/start")
  ResponseEntity<Void> toProvider(@PathVariable String provider, HttpServletRequest request) {
    Begun begun =
        login.begin(provider, base(request) + "/api/v1/auth/oidc/" + provider + "/callback");
    return ResponseEntity.status(HttpStatus.FOUND)
        .location(begun.location())
        .header(HttpHeaders.SET_COOKIE, cookie(begun.kept(), Attempts.LIVES).toString())
        .build();
  }

  @Operation(summary = "Opens a session for whoever comes back from a provider")
  @Open(Open.To.ANYBODY)
  @GetMapping("/{provider}/callback")
  Tokens fromProvider(
      @PathVariable String provider,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String iss,
      @RequestParam(required = false) @Nullable String error,
      HttpServletRequest request,
      HttpServletResponse response,
      Context context) {
    // Good for one way back, however it ends.
    response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO).toString());
    // Not by Spring's resolver, which takes percent signs for escapes.
    Cookie kept = WebUtils.getCookie(request, COOKIE);
    String sealed = kept == null ? null : kept.getValue();
    return login.end(provider, new Answer(sealed, state, code, iss, error), context);
  }

  private String base(HttpServletRequest request) {
    return publicUrl.isEmpty()
        ? ServletUriComponentsBuilder.fromContextPath(request).build().toUriString()
        : publicUrl;
  }

  /** Lax, for the browser comes back from another site. */
  private static ResponseCookie cookie(String value, Duration lives) {
    return ResponseCookie.from(COOKIE, value)
        .secure(true)
        .httpOnly(true)
        .sameSite("Lax")
        .path("/")
        .maxAge(lives)
        .build();
  }
}
