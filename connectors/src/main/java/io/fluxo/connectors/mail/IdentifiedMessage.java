package io.fluxo.connectors.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

/** Keeps the given id, which would otherwise be replaced by a random one on saving. */
final class IdentifiedMessage extends MimeMessage {

  private final String id;

  IdentifiedMessage(MimeMessage template, String id) {
    super(template.getSession());
    this.id = id;
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }
}
