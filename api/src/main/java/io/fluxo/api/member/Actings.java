package io.fluxo.api.member;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.messages.humantask.Acting;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells who callers are to tasks. */
@Component
public final class Actings {

  private final MemberDirectory people;
  private final InstantSource clock;

  Actings(MemberDirectory people, InstantSource clock) {
    this.people = people;
    this.clock = clock;
  }

  /** Who the caller is who acts on a task; a key is nobody's stand-in and in no group. */
  public Acting of(Caller caller) {
    Set<String> principals = new HashSet<>(Set.of(caller.actor()));
    caller.groups().forEach(group -> principals.add("role:" + group));
    Set<String> standsIn =
        caller.session() == null
            ? Set.of()
            : people.whoseWork(caller.tenant(), caller.actor(), clock.instant());
    return new Acting(caller.actor(), principals, standsIn, caller.may(Permission.TASKS_MANAGE));
  }
}
