package io.fluxo.api.oidc;

import io.fluxo.api.member.Account;
import io.fluxo.api.problem.Refused;
import io.fluxo.api.session.Sessions;
import io.fluxo.api.session.Tokens;
import io.fluxo.api.table.Hashes;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets people in for whom a provider vouches. */
@Component
final class OidcLogin {

  private static final int LONGEST = 4_096;
  private static final Set<String> PASSING = Set.of("temporarily_unavailable", "server_error");

  /**
   * A login that was begun.
   *
   * @param location where the browser is sent to
   * @param kept what the browser keeps
   */
  record Begun(URI location, String kept) {

    @Override
    public String toString() {
      return "Begun[]";
    }
  }

  /**
   * What the browser brings back.
   *
   * @param kept what it kept
   * @param issuer who sent it, by its own word
   */
  record Answer(
      @Nullable String kept,
      @Nullable String state,
      @Nullable String code,
      @Nullable String issuer,
      @Nullable String error) {

    @Override
    public String toString() {
      return "Answer[]";
    }
  }

  private final Providers providers;
  private final Attempts attempts;
  private final OidcPeople people;
  private final Sessions sessions;

  OidcLogin(Providers providers, Attempts attempts, OidcPeople people, Sessions sessions) {
    this.providers = providers;
    this.attempts = attempts;
    this.people = people;
    this.sessions = sessions;
  }

  /** The names of the providers. */
  List<String> providers() {
    return providers.names();
  }

  /**
   * Begins a login.
   *
   * @param redirectUri where the browser comes back to
   * @throws Rejection NOT_FOUND where there is no such provider
   * @throws Refused where the provider cannot be asked
   */
  Begun begin(String name, String redirectUri) {
    Provider provider = providers.require(name);
    Attempt attempt = attempts.begin(redirectUri);
    return new Begun(provider.authorization(attempt), attempts.seal(name, attempt));
  }

  /**
   * Ends a login, and opens a session.
   *
   * @throws Rejection NOT_FOUND where there is no such provider
   * @throws Refused where nobody can be let in
   */
  Tokens end(String name, Answer answer, Context context) {
    Provider provider = providers.require(name);
    Attempt attempt = attempts.open(name, answer.kept());
    if (attempt == null
        || answer.state() == null
        || !Hashes.same(answer.state(), attempt.state())) {
      throw OidcProblems.begin();
    }
    provider.requireSender(answer.issuer());
    if (answer.error() != null) {
      throw PASSING.contains(answer.error()) ? OidcProblems.unavailable() : OidcProblems.denied();
    }
    String code = answer.code();
    if (code == null || code.isBlank() || code.length() > LONGEST) {
      throw OidcProblems.begin();
    }
    Vouched person = provider.vouched(attempt, code);
    Account account = people.account(name, provider.settings(), person, context);
    return sessions.open(account, "oidc:" + name, context);
  }
}
