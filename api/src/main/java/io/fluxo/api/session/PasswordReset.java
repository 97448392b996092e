package io.fluxo.api.session;

import io.fluxo.api.member.Account;
import io.fluxo.api.member.AccountTable;
import io.fluxo.api.member.Passwords;
import io.fluxo.api.problem.Refused;
import io.fluxo.messages.mail.Mailer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Mails a code to somebody who forgot a password. Whoever asks learns nothing, neither from the
 * answer nor from how long it takes, and changes nothing for its owner.
 */
@Component
final class PasswordReset {

  private static final Logger LOG = LoggerFactory.getLogger(PasswordReset.class);

  private static final String SUBJECT = "Fluxo: nova senha / new password";
  private final AccountTable accounts;
  private final Passwords passwords;
  private final ResetCodes codes;
  private final LoginThrottle throttle;
  private final Mailer mailer;

  PasswordReset(
      AccountTable accounts,
      Passwords passwords,
      ResetCodes codes,
      LoginThrottle throttle,
      Mailer mailer) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.codes = codes;
    this.throttle = throttle;
    this.mailer = mailer;
  }

  /**
   * Begins.
   *
   * @param tenant the only tenant to look in, null for all
   * @throws Refused where no mail can be sent, or too many were asked for
   */
  void begin(String email, @Nullable String tenant) {
    if (!mailer.isReady()) {
      throw new Refused(
          HttpStatus.CONFLICT,
          "mail_not_configured",
          "No mail server is configured here: ask an administrator for a new password");
    }
    throttle.require("reset " + tenant + " " + email);
    Thread.ofVirtual().name("password-reset").start(() -> send(email, tenant));
  }

  private void send(String email, @Nullable String tenant) {
    try {
      accounts.ofEmail(email, tenant).stream().filter(PasswordReset::mayReset).forEach(this::send);
    } catch (RuntimeException e) {
      LOG.warn("A code for a new password could not be sent: {}", e.getClass().getSimpleName());
    }
  }

  private void send(Account account) {
    String code = passwords.oneTime();
    codes.keep(account, code);
    mailer.send(account.email(), SUBJECT, text(code));
  }

  /** In the languages of those who may get it; which one they read is not known. */
  private static String text(String code) {
    return """
        Alguém pediu uma nova senha para a sua conta no Fluxo. O código abaixo vale por %1$d minutos
        e uma única vez. Se não foi você, ignore esta mensagem: nada muda.

        Somebody asked for a new password of your Fluxo account. The code below is good for
        %1$d minutes and once. If it was not you, ignore this message: nothing changes.

            %2$s
        """
        .formatted(ResetCodes.LIVES.toMinutes(), code);
  }

  /** For whom a provider vouches has no password here. */
  private static boolean mayReset(Account account) {
    return account.state().equals(Account.ACTIVE) && account.password() != null;
  }
}
