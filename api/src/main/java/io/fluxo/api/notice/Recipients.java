package io.fluxo.api.notice;

import io.fluxo.api.member.MemberDirectory;
import io.fluxo.api.member.Person;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the people whom notices name. */
@Component
final class Recipients {

  /** As many people as one notice tells. */
  private static final int MOST = 1_000;

  private static final String ROLE = "role:";

  private final MemberDirectory directory;
  private final InstantSource clock;

  Recipients(MemberDirectory directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * The people who are told, each once: those who are named, those of the groups that are named,
   * and who stands in for one of the former who is away. Only people who may enter the workspace.
   */
  List<Person> of(Notice notice) {
    Map<String, Person> people = new LinkedHashMap<>();
    for (String principal : notice.recipients()) {
      if (principal.startsWith(ROLE)) {
        group(notice, principal).forEach(person -> people.putIfAbsent(person.id(), person));
      } else {
        add(people, notice, principal);
        add(people, notice, directory.standIn(notice.tenant(), principal, clock.instant()));
      }
    }
    for (String principal : Set.copyOf(notice.excluded())) {
      if (principal.startsWith(ROLE)) {
        group(notice, principal).forEach(person -> people.remove(person.id()));
      } else {
        people.values().removeIf(person -> person.principal().equals(principal));
      }
    }
    return people.values().stream().limit(MOST).toList();
  }

  private List<Person> group(Notice notice, String principal) {
    return directory.members(
        notice.tenant(), notice.workspace(), principal.substring(ROLE.length()));
  }

  private void add(Map<String, Person> people, Notice notice, @Nullable String principal) {
    String known =
        principal == null ? null : directory.person(notice.tenant(), notice.workspace(), principal);
    if (known != null) {
      directory
          .find(notice.tenant(), known)
          .ifPresent(person -> people.putIfAbsent(person.id(), person));
    }
  }

  /**
   * The person of an account, where that may enter the workspace; null where it may not any more.
   */
  @Nullable Person still(String tenant, String workspace, String account) {
    String known = directory.person(tenant, workspace, "user:" + account);
    return known == null ? null : directory.find(tenant, known).orElse(null);
  }
}
