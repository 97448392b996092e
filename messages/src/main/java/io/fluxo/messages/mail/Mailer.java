package io.fluxo.messages.mail;

/** Sends what the program itself has to tell somebody. What workflows send are steps of theirs. */
public interface Mailer {

  /** Whether a mail server is configured. */
  boolean isReady();

  /**
   * Sends a mail; it may block.
   *
   * @param to one address
   * @param text plain text
   * @return whether the mail server took it; why it did not is logged, without the address
   */
  boolean send(String to, String subject, String text);

  /** Sends a letter under its own {@code Message-ID}; it may block. */
  default Posted post(Letter letter) {
    return send(letter.to(), letter.subject(), letter.text())
        ? new Posted.Taken()
        : new Posted.Delayed("The mail could not be sent");
  }
}
