package io.fluxo.api.session;

import io.fluxo.api.member.Account;
import io.fluxo.api.member.AccountTable;
import io.fluxo.api.member.Passwords;
import io.fluxo.api.problem.Problems;
import io.fluxo.api.table.Transactions;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.secret.Sealing;
import io.fluxo.messages.security.SecurityEvent.SecondFactorSet;
import io.fluxo.messages.security.SecurityLog;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.apache.commons.codec.binary.Base32;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The second factor of accounts: set up, confirmed, asked for, removed. */
@Component
final class SecondFactor {

  /**
   * What an authenticator program is to know.
   *
   * @param secret in Base32
   * @param uri to be shown as a QR code
   */
  record Setup(String secret, String uri) {

    @Override
    public String toString() {
      return "Setup[]";
    }
  }

  private final AccountTable accounts;
  private final Passwords passwords;
  private final LoginThrottle throttle;
  private final Sealing sealing;
  private final Transactions transactions;
  private final SecurityLog log;
  private final InstantSource clock;
  private final SecureRandom random;

  SecondFactor(
      AccountTable accounts,
      Passwords passwords,
      LoginThrottle throttle,
      Sealing sealing,
      Transactions transactions,
      SecurityLog log,
      InstantSource clock,
      SecureRandom random) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.throttle = throttle;
    this.sealing = sealing;
    this.transactions = transactions;
    this.log = log;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Makes a secret, which counts once a code made with it has come.
   *
   * @param password of the account, null where it has none
   * @throws Rejection INVALID_STATE where there is a second factor
   * @throws io.fluxo.api.problem.Refused where the password is wrong, or was too often
   */
  Setup begin(Context context, String id, @Nullable String password) {
    requirePassword(context, id, password);
    byte[] secret = new byte[Totp.SECRET_BYTES];
    random.nextBytes(secret);
    Account account =
        transactions.in(
            () -> {
              Account locked = account(context, id);
              if (locked.totpOn()) {
                throw Rejection.invalidState("set up", "the second factor", "set up already");
              }
              String sealed = sealing.seal(locked.tenant(), purpose(id), secret);
              accounts.secondFactor(locked.tenant(), id, sealed, null, locked.totpStep());
              return locked;
            });
    String text = new Base32().encodeToString(secret).replace("=", "");
    return new Setup(
        text,
        "otpauth://totp/Fluxo:%s?secret=%s&issuer=Fluxo"
            .formatted(URLEncoder.encode(account.email(), StandardCharsets.UTF_8), text));
  }

  /**
   * Switches the second factor on.
   *
   * @throws Rejection INVALID_INPUT where the code is wrong, INVALID_STATE where nothing was begun
   */
  void confirm(Context context, String id, String code) {
    throttle.require(guessed(context, id));
    transactions.in(
        () -> {
          Account locked = account(context, id);
          if (locked.totp() == null || locked.totpOn()) {
            throw Rejection.invalidState(
                "confirm", "the second factor", locked.totpOn() ? "on" : "not set up");
          }
          OptionalLong step = step(locked, code);
          if (step.isEmpty()) {
            throw wrong();
          }
          accounts.secondFactor(
              locked.tenant(), id, locked.totp(), clock.instant(), step.getAsLong());
          log.record(context, new SecondFactorSet(id, true));
          return locked;
        });
    throttle.succeeded(guessed(context, id));
  }

  /**
   * Switches the second factor off.
   *
   * @throws Rejection INVALID_INPUT where the code is wrong
   */
  void remove(Context context, String id, String code) {
    throttle.require(guessed(context, id));
    transactions.in(
        () -> {
          Account locked = account(context, id);
          if (!isRight(locked, code)) {
            throw wrong();
          }
          accounts.secondFactor(locked.tenant(), id, null, null, locked.totpStep());
          log.record(context, new SecondFactorSet(id, false));
          return locked;
        });
    throttle.succeeded(guessed(context, id));
  }

  /** Whether it is a code of now that was not taken before; it is taken then. */
  boolean isRight(Account account, @Nullable String code) {
    if (code == null || account.totp() == null || !account.totpOn()) {
      return false;
    }
    OptionalLong step = step(account, code);
    return step.isPresent() && accounts.takeStep(account.tenant(), account.id(), step.getAsLong());
  }

  private void requirePassword(Context context, String id, @Nullable String password) {
    String hash = accounts.find(context.tenant(), id).map(Account::password).orElse(null);
    if (hash == null) {
      return; // a provider vouches
    }
    throttle.require(guessed(context, id));
    if (password == null || !passwords.isRight(password, hash)) {
      throw Problems.invalid(
          "/password", "The password is missing or wrong", "the password of the account");
    }
    throttle.succeeded(guessed(context, id));
  }

  /** Apart from logins: whoever guesses here does not keep the owner out. */
  private static String guessed(Context context, String id) {
    return "second factor of " + context.tenant() + "/" + id;
  }

  private OptionalLong step(Account account, String code) {
    String sealed = account.totp();
    return sealed == null
        ? OptionalLong.empty()
        : Totp.step(
            sealing.open(account.tenant(), purpose(account.id()), sealed),
            code.strip(),
            clock.instant());
  }

  private Account account(Context context, String id) {
    return accounts
        .lock(context.tenant(), id)
        .orElseThrow(() -> Rejection.notFound("account of that id"));
  }

  private static Rejection wrong() {
    return Problems.invalid(
        "/code", "The code is wrong or was used before", "the six digits of now");
  }

  static String purpose(String id) {
    return "second-factor:" + id;
  }
}
