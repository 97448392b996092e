package io.fluxo.api.member;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Role;
import io.fluxo.api.access.Standings;
import io.fluxo.api.context.Ids;
import io.fluxo.api.table.Transactions;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.security.SecurityEvent;
import io.fluxo.messages.security.SecurityEvent.MemberAdded;
import io.fluxo.messages.security.SecurityEvent.MemberChanged;
import io.fluxo.messages.security.SecurityEvent.MemberRemoved;
import io.fluxo.messages.security.SecurityEvent.PasswordSet;
import io.fluxo.messages.security.SecurityLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adds, changes and removes the people of a tenant. */
@Component
public final class Members {

  private static final Duration ONE_TIME_LIVES = Duration.ofDays(7);

  /**
   * Somebody to add.
   *
   * @param password null to make one that can be used once
   */
  public record Newcomer(
      String email,
      String name,
      List<Role> roles,
      List<String> workspaces,
      List<String> teams,
      @Nullable String password) {

    /** Somebody who is in no team. */
    public Newcomer(
        String email,
        String name,
        List<Role> roles,
        List<String> workspaces,
        @Nullable String password) {
      this(email, name, roles, workspaces, List.of(), password);
    }
  }

  /**
   * Somebody who was added.
   *
   * @param oneTimePassword what to log in with first, null where a password was given
   */
  public record Added(Account account, @Nullable String oneTimePassword) {

    @Override
    public String toString() {
      return "Added[" + account + "]";
    }
  }

  private final AccountTable table;
  private final Passwords passwords;
  private final Standings standings;
  private final MemberDirectory people;
  private final Transactions transactions;
  private final SecurityLog log;
  private final InstantSource clock;
  private final Ids ids;

  Members(
      AccountTable table,
      Passwords passwords,
      Standings standings,
      MemberDirectory people,
      Transactions transactions,
      SecurityLog log,
      InstantSource clock,
      Ids ids) {
    this.table = table;
    this.passwords = passwords;
    this.standings = standings;
    this.people = people;
    this.transactions = transactions;
    this.log = log;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Adds somebody to the tenant of the context.
   *
   * @throws Rejection CONFLICT where the tenant has an account of that address
   */
  public Added add(Newcomer newcomer, Context context) {
    Instant now = clock.instant();
    boolean oneTime = newcomer.password() == null;
    String password = newcomer.password() == null ? passwords.oneTime() : newcomer.password();
    Account account =
        new Account(
            context.tenant(),
            ids.next(),
            newcomer.email().toLowerCase(Locale.ROOT),
            newcomer.name(),
            newcomer.roles(),
            newcomer.workspaces(),
            newcomer.teams(),
            Account.ACTIVE,
            passwords.hash(password),
            oneTime,
            oneTime ? now.plus(ONE_TIME_LIVES) : null,
            1,
            null,
            false,
            0,
            now);
    return transactions.in(
        () -> {
          if (!table.insert(account)) {
            throw new Rejection(
                Rejection.Code.CONFLICT, "There is a member of that address already");
          }
          log.record(context, new MemberAdded(account.id(), names(account.roles())));
          return new Added(account, oneTime ? password : null);
        });
  }

  /**
   * Adds somebody for whom a provider vouches, and whom no password lets in.
   *
   * @param subject as the provider knows them
   * @throws Rejection CONFLICT where the tenant has an account of that address
   */
  public Account addVouched(
      String email, String name, List<Role> roles, String subject, Context context) {
    Account account =
        new Account(
            context.tenant(),
            ids.next(),
            email,
            name,
            roles,
            List.of(),
            List.of(),
            Account.ACTIVE,
            null,
            false,
            null,
            1,
            null,
            false,
            0,
            clock.instant());
    return transactions.in(
        () -> {
          if (!table.insert(account) || !table.link(account.tenant(), account.id(), subject)) {
            throw new Rejection(
                Rejection.Code.CONFLICT, "There is a member of that address already");
          }
          log.record(context, new MemberAdded(account.id(), names(roles)));
          return account;
        });
  }

  /** Removes the one-time password of somebody who got in without it. */
  public Account dropOneTime(Account account, Context context) {
    return transactions.in(
        () -> {
          table.dropOneTime(account.tenant(), account.id());
          log.record(
              context.within(account.tenant(), Context.DEFAULT_WORKSPACE, account.actor()),
              new PasswordSet(account.id(), "removed"));
          return table.find(account.tenant(), account.id()).orElseThrow();
        });
  }

  List<Account> list(String tenant, @Nullable String after, int limit) {
    return table.list(tenant, after, limit);
  }

  /**
   * Changes what somebody is and may do; it holds from now on.
   *
   * @param change null leaves a part as it is
   * @throws Rejection NOT_FOUND, or INVALID_STATE where no administrator would be left
   */
  Account change(String id, MemberChange change, Caller caller, Context context) {
    Account changed =
        transactions.in(
            () -> {
              int administrators = table.administrators(context.tenant());
              Account before = locked(id, context);
              requireNoMore(caller, before);
              Account after = change.applied(before);
              table.change(after);
              if (after.state().equals(Account.BLOCKED)) {
                table.endSessions(after.tenant(), id, clock.instant());
              }
              requireAdministrator(before, after, administrators);
              log.record(
                  context,
                  new MemberChanged(
                      id,
                      names(after.roles()),
                      after.workspaces(),
                      after.state(),
                      after.teams().isEmpty() ? null : after.teams()));
              return after;
            });
    standings.forget();
    people.forget();
    return changed;
  }

  /**
   * Removes somebody, with all sessions.
   *
   * @throws Rejection NOT_FOUND, or INVALID_STATE where no administrator would be left
   */
  void remove(String id, Caller caller, Context context) {
    transactions.in(
        () -> {
          int administrators = table.administrators(context.tenant());
          Account before = locked(id, context);
          requireNoMore(caller, before);
          requireAdministrator(before, null, administrators);
          table.delete(context.tenant(), id);
          SecurityEvent event = new MemberRemoved(id);
          log.record(context, event);
          return event;
        });
    standings.forget();
    people.forget();
  }

  /**
   * Gives somebody a password that can be used once; the old one, the second factor and all
   * sessions are gone.
   */
  String reset(String id, Caller caller, Context context) {
    String password = passwords.oneTime();
    String hash = passwords.hash(password);
    transactions.in(
        () -> {
          Account account = locked(id, context);
          requireNoMore(caller, account);
          return reset(account, hash, context);
        });
    standings.forget();
    people.forget();
    return password;
  }

  /**
   * Lets somebody in again whose password is lost, at the word of whoever runs the machine.
   *
   * @throws IllegalStateException where the tenant of the context has no account of that address
   */
  public String recover(String email, Context context) {
    String password = passwords.oneTime();
    String hash = passwords.hash(password);
    return transactions.in(
        () -> {
          Account account =
              table.ofEmail(email.toLowerCase(Locale.ROOT), context.tenant()).stream()
                  .findFirst()
                  .orElseThrow(
                      () ->
                          new IllegalStateException(
                              "Expected an account of %s in tenant %s to reset, but there is none"
                                  .formatted(email, context.tenant())));
          table.change(
              new MemberChange(
                      null, List.of(Role.ADMIN, Role.OPERATOR), List.of(), null, Account.ACTIVE)
                  .applied(account));
          reset(account, hash, context);
          return password;
        });
  }

  private Account reset(Account account, String hash, Context context) {
    Instant ends = clock.instant().plus(ONE_TIME_LIVES);
    table.password(account.tenant(), account.id(), hash, true, ends);
    table.secondFactor(account.tenant(), account.id(), null, null, account.totpStep());
    table.endSessions(account.tenant(), account.id(), clock.instant());
    log.record(context, new PasswordSet(account.id(), "reset"));
    return account;
  }

  private Account locked(String id, Context context) {
    return table
        .lock(context.tenant(), id)
        .orElseThrow(() -> Rejection.notFound("member of that id"));
  }

  /** Whoever may less cannot become more by way of somebody else's account. */
  static void requireNoMore(Caller caller, Account account) {
    if (!caller.permissions().containsAll(Role.permissions(account.roles()))) {
      throw new Rejection(
          Rejection.Code.FORBIDDEN, "The member may do more than the caller: ask somebody who may");
    }
  }

  private static void requireAdministrator(
      Account before, @Nullable Account after, int administrators) {
    if (administrates(before) && (after == null || !administrates(after)) && administrators < 2) {
      throw new Rejection(
          Rejection.Code.INVALID_STATE,
          "Expected an administrator to be left, but this is the last: make another one first");
    }
  }

  private static boolean administrates(Account account) {
    return account.state().equals(Account.ACTIVE)
        && account.roles().contains(Role.ADMIN)
        && account.workspaces().isEmpty();
  }

  private static List<String> names(List<Role> roles) {
    return roles.stream().map(Role::text).toList();
  }
}
