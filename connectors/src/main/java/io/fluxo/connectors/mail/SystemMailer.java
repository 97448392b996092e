package io.fluxo.connectors.mail;

import io.fluxo.messages.mail.Mailer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Mail through the configured server. */
@Component
final class SystemMailer implements Mailer {

  private static final Logger LOG = LoggerFactory.getLogger(SystemMailer.class);

  private final ObjectProvider<JavaMailSender> senders;
  private final String from;

  SystemMailer(
      ObjectProvider<JavaMailSender> senders,
      @Value("${fluxo.mail.from:no-reply@localhost}") String from) {
    this.senders = senders;
    this.from = from;
  }

  @Override
  public boolean isReady() {
    return senders.getIfAvailable() != null;
  }

  @Override
  public boolean send(String to, String subject, String text) {
    JavaMailSender sender = senders.getIfAvailable();
    if (sender == null) {
      return false;
    }
    SimpleMailMessage mail = new SimpleMailMessage();
    mail.setFrom(from);
    mail.setTo(to);
    mail.setSubject(subject);
    mail.setText(text);
    try {
      sender.send(mail);
      return true;
    } catch (MailException e) {
      LOG.warn("A mail could not be sent: {}", e.getClass().getSimpleName());
      return false;
    }
  }
}
