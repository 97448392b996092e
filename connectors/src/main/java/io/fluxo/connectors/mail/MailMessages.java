package io.fluxo.connectors.mail;

import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.work.StepTask;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Builds the message that a step asks for. */
final class MailMessages {

  private static final int MAX_RECIPIENTS = 100;

  private MailMessages() {}

  static MimeMessage of(StepTask task, JavaMailSender sender, String defaultFrom)
      throws NodeFailure {
    Map<String, Object> config = task.input().object();
    InternetAddress[] to = addresses(config.get("to"), "to");
    InternetAddress[] cc = addresses(config.get("cc"), "cc");
    InternetAddress[] bcc = addresses(config.get("bcc"), "bcc");
    int count = to.length + cc.length + bcc.length;
    if (count == 0 || count > MAX_RECIPIENTS) {
      throw configuration("Expected 1 to " + MAX_RECIPIENTS + " recipients");
    }
    String text = string(config.get("text"));
    String html = string(config.get("html"));
    String subject = line(string(config.get("subject")), "subject");
    String from = string(config.get("from"));
    String replyTo = string(config.get("replyTo"));
    MimeMessage message =
        new IdentifiedMessage(sender.createMimeMessage(), "<" + task.stepId() + "@fluxo>");
    try {
      boolean both = text != null && html != null;
      MimeMessageHelper helper =
          new MimeMessageHelper(message, both, StandardCharsets.UTF_8.name());
      helper.setFrom(address(from == null ? defaultFrom : from, "from"));
      helper.setTo(to);
      helper.setCc(cc);
      helper.setBcc(bcc);
      helper.setSubject(subject == null ? "" : subject);
      if (replyTo != null) {
        helper.setReplyTo(address(replyTo, "replyTo"));
      }
      if (text != null && html != null) {
        helper.setText(text, html);
      } else if (html != null) {
        helper.setText(html, true);
      } else {
        helper.setText(text == null ? "" : text);
      }
      return message;
    } catch (MessagingException e) {
      throw configuration("Expected a message that can be sent as mail");
    }
  }

  private static InternetAddress[] addresses(@Nullable Object value, String name)
      throws NodeFailure {
    List<InternetAddress> found = new ArrayList<>();
    if (value instanceof Iterable<?> many) {
      for (Object one : many) {
        found.add(address(String.valueOf(one), name));
      }
    } else if (value != null) {
      found.add(address(value.toString(), name));
    }
    return found.toArray(InternetAddress[]::new);
  }

  private static InternetAddress address(String text, String name) throws NodeFailure {
    line(text, name);
    try {
      InternetAddress[] parsed = InternetAddress.parse(text, true);
      if (parsed.length == 1) {
        parsed[0].validate();
        return parsed[0];
      }
    } catch (MessagingException notAnAddress) {
      // told below
    }
    throw configuration("Expected '" + name + "' to be a mail address");
  }

  /** A line break would let a value add headers of its own. */
  private static @Nullable String line(@Nullable String text, String name) throws NodeFailure {
    if (text != null && text.chars().anyMatch(Character::isISOControl)) {
      throw configuration("Expected '" + name + "' to be one line without control characters");
    }
    return text;
  }

  private static @Nullable String string(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static NodeFailure configuration(String message) {
    return new NodeFailure(Failure.permanent(Failure.CONFIGURATION, message));
  }
}
