package io.fluxo.api.notice;

import io.fluxo.api.member.Person;
import io.fluxo.api.notice.Preferences.Email;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who is told what of a notice, and which way. It asks nobody. */
final class Expansion {

  static final String NO_MAIL = "No mail server is configured";

  private final Map<String, Preferences> preferences;
  private final Preferences usual;
  private final boolean hook;
  private final boolean mail;

  /**
   * By what is known of the tenant and the workspace.
   *
   * @param preferences of people who said how they want to be told
   * @param hook whether the workspace has one that is called
   * @param mail whether mails can be sent
   */
  Expansion(Map<String, Preferences> preferences, Preferences usual, boolean hook, boolean mail) {
    this.preferences = preferences;
    this.usual = usual;
    this.hook = hook;
    this.mail = mail;
  }

  /** What is to be sent: to people, to addresses outside who are asked, and to the hook. */
  List<NewNotification> of(Notice notice, List<Person> people) {
    List<NewNotification> all = new ArrayList<>();
    String dropped = mail ? null : NO_MAIL;
    for (Person person : people) {
      Preferences wanted = preferences.getOrDefault(person.id(), usual);
      if (wanted.app()) {
        all.add(new NewNotification(notice, Channel.app, person.id(), null, Duration.ZERO, null));
      }
      if (wanted.email() != Email.off) {
        all.add(
            new NewNotification(
                notice, Channel.email, person.id(), null, wanted.patience(), dropped));
      }
    }
    if (notice.what().equals(Notice.CREATED)) {
      for (int i = 0; i < notice.outside().size(); i++) {
        all.add(new NewNotification(notice, Channel.email, null, i, Duration.ZERO, dropped));
      }
    }
    if (hook) {
      all.add(new NewNotification(notice, Channel.webhook, null, null, Duration.ZERO, null));
    }
    return all;
  }
}
