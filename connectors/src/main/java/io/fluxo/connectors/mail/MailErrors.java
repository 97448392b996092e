package io.fluxo.connectors.mail;

import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailSendException;

/** What an error of the mail client means for the step. */
final class MailErrors {

  private MailErrors() {}

  /**
   * A reply of the server is certain. Without one, the message may have been taken, except where no
   * connection was made at all.
   */
  static StepOutcome outcome(Exception error) {
    for (Throwable cause = error; cause != null; cause = next(cause)) {
      if (cause instanceof SMTPAddressFailedException refused) {
        return replied(refused.getReturnCode());
      }
      if (cause instanceof SMTPSenderFailedException refused) {
        return replied(refused.getReturnCode());
      }
      if (cause instanceof SMTPSendFailedException refused
          && refused.getReturnCode() >= 400
          && refused.getNextException() == null) {
        return replied(refused.getReturnCode());
      }
      if (cause instanceof MailConnectException) {
        return new StepOutcome.Failed(
            Failure.passing(Failure.UNAVAILABLE, "The mail server could not be reached"), null);
      }
      if (cause instanceof AuthenticationFailedException) {
        return new StepOutcome.Failed(
            Failure.permanent(Failure.CONFIGURATION, "The mail server refused the login"), null);
      }
    }
    return new StepOutcome.Unknown(
        Failure.permanent(
            Failure.UNAVAILABLE, "The connection ended before the mail server answered"));
  }

  private static @Nullable Throwable next(Throwable error) {
    if (error instanceof MailSendException sending && sending.getMessageExceptions().length > 0) {
      return sending.getMessageExceptions()[0];
    }
    if (error instanceof MessagingException messaging && messaging.getNextException() != null) {
      return messaging.getNextException();
    }
    return error.getCause();
  }

  private static StepOutcome replied(int code) {
    String message = "The mail server answered " + code;
    Failure failure =
        code < 500
            ? Failure.passing(Failure.UNAVAILABLE, message)
            : Failure.permanent(Failure.REFUSED, message);
    return new StepOutcome.Failed(failure, null);
  }
}
