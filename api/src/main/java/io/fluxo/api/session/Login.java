package io.fluxo.api.session;

import io.fluxo.api.access.Standings;
import io.fluxo.api.member.Account;
import io.fluxo.api.member.AccountTable;
import io.fluxo.api.member.PasswordRules;
import io.fluxo.api.member.Passwords;
import io.fluxo.api.problem.Problems;
import io.fluxo.api.problem.Refused;
import io.fluxo.api.table.Transactions;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.security.SecurityEvent.LoginRefused;
import io.fluxo.messages.security.SecurityEvent.PasswordSet;
import io.fluxo.messages.security.SecurityLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Lets people in who know their password. Whoever does not learns nothing about accounts. */
@Component
final class Login {

  /**
   * What somebody says to get in.
   *
   * @param tenant the tenant, null where the address is known in one only
   * @param code of the second factor, null for none
   * @param resetCode what was mailed, in place of the password; null for none
   */
  record Credentials(
      String email,
      String password,
      @Nullable String tenant,
      @Nullable String code,
      @Nullable String resetCode) {

    @Override
    public String toString() {
      return "Credentials[]";
    }
  }

  private final AccountTable accounts;
  private final Passwords passwords;
  private final ResetCodes codes;
  private final LoginThrottle throttle;
  private final SecondFactor second;
  private final Sessions sessions;
  private final Standings standings;
  private final Transactions transactions;
  private final SecurityLog log;
  private final InstantSource clock;

  Login(
      AccountTable accounts,
      Passwords passwords,
      ResetCodes codes,
      LoginThrottle throttle,
      SecondFactor second,
      Sessions sessions,
      Standings standings,
      Transactions transactions,
      SecurityLog log,
      InstantSource clock) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.codes = codes;
    this.throttle = throttle;
    this.second = second;
    this.sessions = sessions;
    this.standings = standings;
    this.transactions = transactions;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Opens a session.
   *
   * @throws Refused where it cannot be
   */
  Tokens login(Credentials given, Context context) {
    Account account = genuine(given, context);
    if (account.oneTime()) {
      throw new Refused(
          HttpStatus.FORBIDDEN,
          "password_change_required",
          "This password can be used once: exchange it for one of your own at"
              + " POST /api/v1/auth/password");
    }
    return sessions.open(account, "password", context);
  }

  /**
   * Exchanges a password for another one, ends all sessions and opens a new one.
   *
   * @throws Refused where the old password is not right
   */
  Tokens change(Credentials given, @Nullable String next, Context context) {
    Account account = genuine(given, context);
    String password =
        PasswordRules.require(
            "/newPassword", next, List.of(account.email(), account.name(), "fluxo"));
    if (password.equals(given.password())) {
      throw Problems.invalid("/newPassword", "The password is the old one", "another one");
    }
    String hash = passwords.hash(password);
    String how = given.resetCode() == null ? "changed" : "reset";
    Context within = within(account, context);
    Account changed =
        transactions.in(
            () -> {
              Sessions.same(accounts.lock(account.tenant(), account.id()), account);
              accounts.password(account.tenant(), account.id(), hash, false, null);
              codes.forget(account);
              sessions.end(account.tenant(), account.id(), null, context);
              log.record(within, new PasswordSet(account.id(), how));
              return accounts.find(account.tenant(), account.id()).orElseThrow();
            });
    standings.forget();
    return sessions.open(changed, "password", context);
  }

  private Account genuine(Credentials given, Context context) {
    List<Account> named = accounts.ofEmail(given.email(), given.tenant());
    if (named.isEmpty()) {
      throttle.require(given.email());
      pretend(given);
      throw unknown();
    }
    List<Account> open = unthrottled(named);
    List<Account> right = open.stream().filter(each -> isRight(given, each)).toList();
    if (right.size() > 1) {
      throw Problems.invalid("/tenant", "The address is known in several tenants", "one of them");
    }
    if (right.isEmpty()) {
      open.forEach(each -> refused(each, "password", context));
      throw unknown();
    }
    Account account = right.getFirst();
    if (!account.state().equals(Account.ACTIVE)) {
      refused(account, "blocked", context);
      throw unknown();
    }
    if (given.resetCode() == null
        && account.passwordEnds() != null
        && !clock.instant().isBefore(account.passwordEnds())) {
      refused(account, "over", context);
      throw unknown();
    }
    requireSecond(account, given.code(), context);
    throttle.succeeded(guessed(account));
    return account;
  }

  /** Those at which a guess counts now: each has its own count, whoever else has the address. */
  private List<Account> unthrottled(List<Account> named) {
    List<Account> open = new ArrayList<>();
    Duration left = Duration.ZERO;
    for (Account each : named) {
      Duration wait = throttle.attempt(guessed(each));
      if (wait == null) {
        open.add(each);
      } else if (wait.compareTo(left) > 0) {
        left = wait;
      }
    }
    if (open.isEmpty()) {
      throw LoginThrottle.tooMany(left);
    }
    return open;
  }

  private static String guessed(Account account) {
    return account.tenant() + "/" + account.id();
  }

  /** Takes as long as if there were such an account. */
  private void pretend(Credentials given) {
    String code = given.resetCode();
    if (code == null) {
      passwords.isRight(given.password(), null);
    } else {
      codes.isRight(Context.NOBODY, Context.NOBODY, code);
    }
  }

  private boolean isRight(Credentials given, Account account) {
    String code = given.resetCode();
    return code == null
        ? passwords.isRight(given.password(), account.password())
        : codes.isRight(account.tenant(), account.id(), code);
  }

  private void requireSecond(Account account, @Nullable String code, Context context) {
    if (!account.totpOn()) {
      return;
    }
    if (code == null) {
      throw new Refused(
          HttpStatus.UNAUTHORIZED,
          "second_factor_required",
          "Send the six digits of the authenticator program as well, in the field code");
    }
    if (!second.isRight(account, code)) {
      refused(account, "second_factor", context);
      throw unknown();
    }
  }

  /** Beside the answer, which must not take longer for accounts that there are. */
  private void refused(Account account, String reason, Context context) {
    Context within = within(account, context);
    Thread.ofVirtual()
        .name("login-refused")
        .start(() -> log.record(within, new LoginRefused(account.id(), reason)));
  }

  private static Context within(Account account, Context context) {
    return context.within(account.tenant(), Context.DEFAULT_WORKSPACE, account.actor());
  }

  static Refused unknown() {
    return new Refused(
        HttpStatus.UNAUTHORIZED, "credentials", "The address, the password or the code is wrong");
  }
}
