package io.fluxo.api.notice;

import io.fluxo.api.member.Person;
import io.fluxo.api.table.Transactions;
import io.fluxo.messages.mail.Mailer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Takes what is noted of tasks and adds whom to tell, both in one transaction. */
@Component
final class NoticeExpander extends Rounds {

  private static final int BATCH = 50;
  private static final int FORGOTTEN = 500;

  private final NoticeTable notices;
  private final Recipients recipients;
  private final PreferenceTable preferences;
  private final HookTable hooks;
  private final NotificationTable notifications;
  private final Mailer mailer;
  private final Transactions transactions;
  private final NotificationSender sender;
  private final NotificationStreams streams;
  private int idle;

  NoticeExpander(
      NoticeTable notices,
      Recipients recipients,
      PreferenceTable preferences,
      HookTable hooks,
      NotificationTable notifications,
      Mailer mailer,
      Transactions transactions,
      NotificationSender sender,
      NotificationStreams streams) {
    super("notice-expander", Duration.ofSeconds(1));
    this.notices = notices;
    this.recipients = recipients;
    this.preferences = preferences;
    this.hooks = hooks;
    this.notifications = notifications;
    this.mailer = mailer;
    this.transactions = transactions;
    this.sender = sender;
    this.streams = streams;
  }

  @Override
  boolean round() {
    int taken = transactions.in(this::expand);
    if (taken > 0) {
      streams.wake();
      sender.wake();
    } else if (idle++ % 600 == 0) {
      notifications.forget(FORGOTTEN);
    }
    return taken == BATCH;
  }

  /** How many were taken. */
  private int expand() {
    List<Notice> taken = notices.take(BATCH);
    if (taken.isEmpty()) {
      return 0;
    }
    List<NewNotification> all = new ArrayList<>();
    boolean mail = mailer.isReady();
    for (Notice notice : taken) {
      if (!notice.isStale()) {
        List<Person> people = recipients.of(notice);
        all.addAll(expansion(notice, people, mail).of(notice, people));
      }
    }
    notifications.add(all);
    notices.taken(taken);
    return taken.size();
  }

  private Expansion expansion(Notice notice, List<Person> people, boolean mail) {
    Map<String, Preferences> wanted =
        people.isEmpty()
            ? Map.of()
            : preferences.of(notice.tenant(), people.stream().map(Person::id).toList());
    boolean hook =
        hooks.find(notice.tenant(), notice.workspace()).filter(Hook::enabled).isPresent();
    return new Expansion(wanted, preferences.usual(), hook, mail);
  }
}
