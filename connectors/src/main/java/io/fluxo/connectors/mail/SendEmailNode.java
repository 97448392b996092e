package io.fluxo.connectors.mail;

import io.fluxo.messages.node.EffectNode;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.work.StepTask;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Sends one mail, once: a lost answer is reported as unknown, never repeated. */
@Component
public final class SendEmailNode implements EffectNode {

  private final ObjectProvider<JavaMailSender> senders;
  private final String defaultFrom;

  /**
   * Sends through the configured mail server, if there is one.
   *
   * @param defaultFrom the sender of mails that name none
   */
  public SendEmailNode(
      ObjectProvider<JavaMailSender> senders,
      @Value("${fluxo.mail.from:no-reply@localhost}") String defaultFrom) {
    this.senders = senders;
    this.defaultFrom = defaultFrom;
  }

  @Override
  public String type() {
    return "send_email";
  }

  @Override
  public Effect effect() {
    return Effect.ONCE;
  }

  @Override
  public String configSchema() {
    return """
        {"type":"object","required":["to"],"additionalProperties":false,"properties":{
          "to":{"type":["string","array"],"items":{"type":"string"}},
          "cc":{"type":["string","array"],"items":{"type":"string"}},
          "bcc":{"type":["string","array"],"items":{"type":"string"}},
          "subject":{"type":"string","maxLength":998},
          "text":{"type":"string"},
          "html":{"type":"string"},
          "replyTo":{"type":"string"},
          "from":{"type":"string"}}}
        """;
  }

  @Override
  public String summary() {
    return "Sends a mail.";
  }

  @Override
  public int concurrency() {
    return 16;
  }

  @Override
  public @Nullable String dependency(StepTask task) {
    return senders.getIfAvailable() instanceof JavaMailSenderImpl server && server.getHost() != null
        ? "smtp://" + server.getHost() + (server.getPort() > 0 ? ":" + server.getPort() : "")
        : null;
  }

  /**
   * Sends the mail.
   *
   * @return the {@code messageId}, which is derived from the step
   * @throws NodeFailure when no server is configured or the message is wrong
   */
  @Override
  public StepOutcome execute(StepTask task) throws NodeFailure, MessagingException {
    JavaMailSender sender = senders.getIfAvailable();
    if (sender == null) {
      throw new NodeFailure(
          Failure.permanent(Failure.CONFIGURATION, "No mail server is configured"));
    }
    MimeMessage message = MailMessages.of(task, sender, defaultFrom);
    try {
      sender.send(message);
    } catch (MailException error) {
      return MailErrors.outcome(error);
    }
    return new StepOutcome.Succeeded(
        Payload.of(Map.of("messageId", "<" + task.stepId() + "@fluxo>")), null);
  }
}
