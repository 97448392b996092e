package io.fluxo.api.session;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Open;
import io.fluxo.api.access.SessionCookies;
import io.fluxo.api.member.Account;
import io.fluxo.api.member.Emails;
import io.fluxo.api.member.PasswordRules;
import io.fluxo.api.problem.Fields;
import io.fluxo.api.problem.Refused;
import io.fluxo.api.session.Login.Credentials;
import io.fluxo.messages.context.Context;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Getting in. */
@Tag(name = "Logging in")
@RestController
@RequestMapping("/api/v1/auth")
final class AuthController {

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_PASSWORD = 1_000;

  /** Somebody who begins a tenant. */
  record RegisterRequest(
      @Nullable String company,
      @Nullable String name,
      @Nullable String email,
      @Nullable String password) {}

  /**
   * Somebody who gets in.
   *
   * @param tenant only where the address is known in several
   * @param code of the second factor
   */
  record LoginRequest(
      @Nullable String email,
      @Nullable String password,
      @Nullable String tenant,
      @Nullable String code) {}

  /**
   * A password for another.
   *
   * @param resetCode what was mailed to somebody who forgot the password, in its place
   */
  record PasswordRequest(
      @Nullable String email,
      @Nullable String password,
      @Nullable String resetCode,
      @Nullable String newPassword,
      @Nullable String tenant,
      @Nullable String code) {}

  /** Somebody who forgot a password. */
  record ForgottenRequest(@Nullable String email, @Nullable String tenant) {}

  /** A refresh token. */
  record RefreshRequest(@Nullable String refreshToken) {}

  private final Login login;
  private final Registration registration;
  private final Sessions sessions;
  private final PasswordReset reset;
  private final Handout handout;

  AuthController(
      Login login,
      Registration registration,
      Sessions sessions,
      PasswordReset reset,
      Handout handout) {
    this.login = login;
    this.reset = reset;
    this.registration = registration;
    this.sessions = sessions;
    this.handout = handout;
  }

  @Operation(summary = "Begins a tenant, whose administrator the caller is")
  @Open(Open.To.ANYBODY)
  @PostMapping("/register")
  @ResponseStatus(HttpStatus.CREATED)
  Tokens register(
      @RequestBody RegisterRequest body,
      @RequestParam(required = false) @Nullable String session,
      HttpServletRequest request,
      HttpServletResponse response,
      Context context) {
    Handout.isCookie(session);
    registration.requireOpen();
    String company = Fields.text("/company", body.company(), LONGEST_NAME);
    String name = Fields.text("/name", body.name(), LONGEST_NAME);
    String email = Emails.require("/email", body.email());
    String password =
        PasswordRules.require("/password", body.password(), List.of(company, name, email));
    Account account = registration.register(company, email, name, password, context);
    return handout.handOut(sessions.open(account, "password", context), session, request, response);
  }

  @Operation(summary = "Opens a session")
  @Open(Open.To.ANYBODY)
  @PostMapping("/login")
  Tokens login(
      @RequestBody LoginRequest body,
      @RequestParam(required = false) @Nullable String session,
      HttpServletRequest request,
      HttpServletResponse response,
      Context context) {
    Handout.isCookie(session);
    Credentials given =
        credentials(body.email(), body.password(), body.tenant(), body.code(), null);
    return handout.handOut(login.login(given, context), session, request, response);
  }

  @Operation(summary = "Exchanges a password for another, and opens a session")
  @Open(Open.To.ANYBODY)
  @PostMapping("/password")
  Tokens password(
      @RequestBody PasswordRequest body,
      @RequestParam(required = false) @Nullable String session,
      HttpServletRequest request,
      HttpServletResponse response,
      Context context) {
    Handout.isCookie(session);
    Credentials given =
        credentials(body.email(), body.password(), body.tenant(), body.code(), body.resetCode());
    return handout.handOut(
        login.change(given, body.newPassword(), context), session, request, response);
  }

  @Operation(summary = "Mails a code for a new password to the address, if it has an account")
  @Open(Open.To.ANYBODY)
  @PostMapping("/password/forgotten")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void forgotten(@RequestBody ForgottenRequest body) {
    reset.begin(
        Emails.require("/email", body.email()),
        body.tenant() == null ? null : Fields.text("/tenant", body.tenant(), LONGEST_NAME));
  }

  @Operation(summary = "Exchanges a refresh token for new tokens; it is good for this once")
  @Open(Open.To.ANYBODY)
  @PostMapping("/refresh")
  Tokens refresh(
      @RequestBody(required = false) @Nullable RefreshRequest body,
      @RequestParam(required = false) @Nullable String session,
      HttpServletRequest request,
      HttpServletResponse response,
      Context context) {
    Handout.isCookie(session);
    String token =
        body == null || body.refreshToken() == null
            ? SessionCookies.refresh(request)
            : body.refreshToken();
    Tokens next = sessions.refresh(token, context);
    if (next == null) {
      throw new Refused(
          HttpStatus.UNAUTHORIZED, "refresh_token", "The token is not valid any more: log in");
    }
    return handout.handOut(next, session, request, response);
  }

  @Operation(summary = "Ends the session of the caller")
  @Open(Open.To.EVERY_CALLER)
  @PostMapping("/logout")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void logout(Caller caller, HttpServletResponse response, Context context) {
    SessionCookies.clear(response);
    sessions.end(caller.tenant(), People.account(caller), caller.session(), context);
  }

  private static Credentials credentials(
      @Nullable String email,
      @Nullable String password,
      @Nullable String tenant,
      @Nullable String code,
      @Nullable String resetCode) {
    String given = password == null ? "" : password;
    if ((given.isEmpty() && resetCode == null) || given.length() > LONGEST_PASSWORD) {
      throw new Refused(
          HttpStatus.UNPROCESSABLE_ENTITY, "invalid_input", "Send the field password");
    }
    return new Credentials(
        Emails.require("/email", email),
        given,
        tenant == null ? null : Fields.text("/tenant", tenant, LONGEST_NAME),
        code == null ? null : Fields.text("/code", code, 20),
        resetCode == null ? null : Fields.text("/resetCode", resetCode, 100));
  }
}
