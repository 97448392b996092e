package io.fluxo.api.member;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxo.messages.humantask.Directory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Knows the people of all tenants. What it found out it remembers for some seconds. Those who ask
 * hold connections to the database while they do: nobody waits here for what another is looking up,
 * and no text that the database would not take, which would spoil a transaction, gets to it.
 */
@Component
public final class MemberDirectory implements Directory {

  private static final Duration FRESH = Duration.ofSeconds(3);

  /** Who is away is looked up for so many seconds at once. */
  private static final long SLOT = 10;

  private record Name(String tenant, String text) {}

  private record Slot(String tenant, long number) {}

  private final PeopleTable people;
  private final AbsenceTable absences;
  private final Cache<Name, Optional<Entrant>> known =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(FRESH).build();
  private final Cache<Slot, StandIns> away =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(FRESH).build();

  MemberDirectory(PeopleTable people, AbsenceTable absences) {
    this.people = people;
    this.absences = absences;
  }

  /**
   * The principal of somebody whose account is active and who may enter the workspace.
   *
   * @param name the id or the e-mail address of an account, or a principal {@code user:<id>}
   * @return {@code user:<id>}, or null where there is nobody of that name
   */
  @Override
  public @Nullable String person(String tenant, String workspace, String name) {
    return entrant(tenant, name)
        .filter(each -> each.mayEnter(workspace))
        .map(each -> each.person().principal())
        .orElse(null);
  }

  /** Who does the work of somebody who is away; see {@link Directory#standIn}. */
  @Override
  public @Nullable String standIn(String tenant, String person, Instant now) {
    String account = away(tenant, now).of(Person.id(person), now);
    return account == null ? null : Person.principal(account);
  }

  /**
   * The people whose work somebody does at the moment.
   *
   * @param person {@code user:<id>}
   * @return their principals
   */
  public Set<String> whoseWork(String tenant, String person, Instant now) {
    return away(tenant, now).whoseWork(Person.id(person), now).stream()
        .map(Person::principal)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Somebody whose account is active.
   *
   * @param principal {@code user:<id>}
   * @return empty also where the principal is of another kind
   */
  public Optional<Person> find(String tenant, String principal) {
    return principal.equals(Person.id(principal))
        ? Optional.empty()
        : entrant(tenant, principal).map(Entrant::person);
  }

  /**
   * The active people of a role or a team who may enter a workspace, at most 500, the oldest first.
   *
   * @param group the name of the role or team alone
   */
  public List<Person> members(String tenant, String workspace, String group) {
    return Teams.isGroup(group) ? people.members(tenant, workspace, group) : List.of();
  }

  /** Asks for everything anew. */
  void forget() {
    known.invalidateAll();
    away.invalidateAll();
  }

  private Optional<Entrant> entrant(String tenant, String name) {
    String id = Person.id(name);
    String email = id.length() == name.length() ? Emails.known(name) : null;
    if (email == null && !Account.isId(id)) {
      return Optional.empty();
    }
    Name key = new Name(tenant, email == null ? id : email);
    Optional<Entrant> entrant = known.getIfPresent(key);
    if (entrant == null) {
      entrant = email == null ? people.ofId(tenant, id) : people.ofEmail(tenant, email);
      known.put(key, entrant);
    }
    return entrant;
  }

  private StandIns away(String tenant, Instant now) {
    Slot slot = new Slot(tenant, Math.floorDiv(now.getEpochSecond(), SLOT));
    StandIns found = away.getIfPresent(slot);
    if (found == null) {
      Instant from = Instant.ofEpochSecond(slot.number() * SLOT);
      found = absences.away(tenant, from, from.plusSeconds(SLOT));
      away.put(slot, found);
    }
    return found;
  }
}
