package io.fluxo.connectors.mail;

import io.fluxo.messages.mail.Letter;
import io.fluxo.messages.mail.Mailer;
import io.fluxo.messages.mail.Posted;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
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

  @Override
  public Posted post(Letter letter) {
    JavaMailSender sender = senders.getIfAvailable();
    if (sender == null) {
      return new Posted.Delayed("No mail server is configured");
    }
    MimeMessage mail =
        new IdentifiedMessage(sender.createMimeMessage(), "<" + letter.id() + "@fluxo>");
    try {
      MimeMessageHelper helper = new MimeMessageHelper(mail, StandardCharsets.UTF_8.name());
      helper.setFrom(from);
      helper.setTo(letter.to());
      helper.setSubject(letter.subject());
      helper.setText(letter.text());
    } catch (MessagingException e) {
      return new Posted.Refused("The address cannot be used for mail");
    }
    try {
      sender.send(mail);
      return new Posted.Taken();
    } catch (MailException e) {
      return posted(MailErrors.outcome(e));
    }
  }

  /** What is wrong with the configuration may be put right; a refused address stays refused. */
  private static Posted posted(StepOutcome outcome) {
    Failure failure =
        switch (outcome) {
          case StepOutcome.Failed failed -> failed.failure();
          case StepOutcome.Unknown unknown -> unknown.failure();
          default -> throw new IllegalArgumentException("Expected a mail that was not taken");
        };
    return failure.errorClass().equals(Failure.REFUSED)
        ? new Posted.Refused(failure.message())
        : new Posted.Delayed(failure.message());
  }
}
