package io.fluxo.query.humantask;

import io.fluxo.messages.humantask.Acting;
import io.fluxo.messages.humantask.TaskQuery.Inbox;
import java.util.ArrayList;
import java.util.List;

/**
 * The principals whose lines make up somebody's inbox, and how each is looked at: {@code had} shows
 * all, {@code asked} what the person may take, {@code instead} what the person may take for
 * somebody else.
 */
record Sources(List<String> principals, List<String> hows) {

  static Sources of(Inbox inbox, Acting who) {
    Sources sources = new Sources(new ArrayList<>(), new ArrayList<>());
    if (inbox == Inbox.all && who.manages()) {
      sources.add(TaskLine.ALL, "had");
      return sources;
    }
    if (inbox != Inbox.available) {
      sources.add(TaskLine.had(who.person()), "had");
      who.standsIn().forEach(person -> sources.add(TaskLine.had(person), "had"));
    }
    if (inbox != Inbox.mine) {
      who.principals().forEach(principal -> sources.add(principal, "asked"));
      who.standsIn().stream()
          .filter(person -> !who.principals().contains(person))
          .forEach(person -> sources.add(person, "instead"));
    }
    return sources;
  }

  private void add(String principal, String how) {
    principals.add(principal);
    hows.add(how);
  }
}
