package io.fluxo.api.notice;

import io.fluxo.api.member.Person;
import io.fluxo.api.notice.Preferences.Email;
import io.fluxo.messages.mail.Letter;
import io.fluxo.messages.mail.Mailer;
import io.fluxo.messages.mail.Posted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Sends mails to people. */
@Component
final class MailDelivery {

  private final Recipients recipients;
  private final PreferenceTable preferences;
  private final Mailer mailer;
  private final Outbox outbox;
  private final String taskUrl;

  /**
   * Mails through the mail server of the installation.
   *
   * @param taskUrl where people open a task, with {@code {task}} and {@code {workspace}} in it
   */
  MailDelivery(
      Recipients recipients,
      PreferenceTable preferences,
      Mailer mailer,
      Outbox outbox,
      @Value("${fluxo.notifications.task-url:}") String taskUrl) {
    this.recipients = recipients;
    this.preferences = preferences;
    this.mailer = mailer;
    this.outbox = outbox;
    this.taskUrl = taskUrl;
  }

  /**
   * One attempt at one mail. What the person may not see any more is left out of it.
   *
   * @param claimed what one person is told
   */
  void deliver(List<Outgoing> claimed) {
    List<Outgoing> told = new ArrayList<>();
    List<Outgoing> dropped = new ArrayList<>();
    Person person = null;
    for (Outgoing each : claimed) {
      Person still = person(each);
      (still == null ? dropped : told).add(each);
      person = still == null ? person : still;
    }
    if (!dropped.isEmpty()) {
      outbox.end(dropped, Outcome.dropped("The person may not enter the workspace any more"));
    }
    if (person == null) {
      return;
    }
    Preferences wanted = preferences.of(told.getFirst().tenant(), person.id());
    if (wanted.email() == Email.off) {
      outbox.end(told, Outcome.dropped("The person wants no mails"));
      return;
    }
    Letters letters = new Letters(wanted, taskUrl);
    Letter letter =
        told.size() == 1
            ? letters.one(told.getFirst(), person.name(), person.email())
            : letters.digest(told, person.name(), person.email());
    outbox.end(told, outcome(mailer.post(letter), told.getFirst().attempts()));
  }

  private @Nullable Person person(Outgoing told) {
    String account = told.account();
    return account == null ? null : recipients.still(told.tenant(), told.workspace(), account);
  }

  static Outcome outcome(Posted posted, int attempts) {
    return switch (posted) {
      case Posted.Taken ignored -> Outcome.sent();
      case Posted.Delayed delayed -> Outcome.again(delayed.reason(), attempts, null);
      case Posted.Refused refused -> Outcome.failed(refused.reason());
    };
  }
}
