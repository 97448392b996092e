package io.fluxo.api.oidc;

import io.fluxo.api.problem.Refused;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** How a login by a provider is refused. Nothing that the provider said is repeated. */
final class OidcProblems {

  private static final Duration SOON = Duration.ofSeconds(5);

  private OidcProblems() {}

  /** It was not begun in this browser, too long ago, or is over. */
  static Refused begin() {
    return new Refused(
        HttpStatus.BAD_REQUEST,
        "login_not_begun",
        "The login was not begun in this browser, or too long ago, or is over: begin again");
  }

  /** The provider does not vouch. */
  static Refused denied() {
    return new Refused(
        HttpStatus.FORBIDDEN, "login_denied", "The provider did not confirm who you are");
  }

  /** The provider vouches, but for nobody who may enter. */
  static Refused nobody() {
    return new Refused(
        HttpStatus.FORBIDDEN,
        "no_account",
        "There is no account here that you may enter in this way: ask an administrator");
  }

  /** The provider cannot be reached. */
  static Refused unavailable() {
    return new Refused(
        HttpStatus.SERVICE_UNAVAILABLE,
        "provider_unavailable",
        "The provider cannot be reached: try again soon, or log in by password",
        SOON);
  }

  /** What came as the provider's answer cannot be trusted. */
  static Refused untrusted() {
    return new Refused(
        HttpStatus.BAD_GATEWAY,
        "provider_answer",
        "What came from the provider does not hold: begin again, or tell the correlation id to the"
            + " operator");
  }
}
