package io.fluxo.api.member;

import io.fluxo.api.access.Caller;
import io.fluxo.api.problem.Problems;
import io.fluxo.api.table.Transactions;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.security.SecurityEvent;
import io.fluxo.messages.security.SecurityEvent.AbsenceSet;
import io.fluxo.messages.security.SecurityLog;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps when people are away. */
@Component
final class Absences {

  private final AccountTable accounts;
  private final AbsenceTable table;
  private final MemberDirectory people;
  private final Transactions transactions;
  private final SecurityLog log;
  private final InstantSource clock;

  Absences(
      AccountTable accounts,
      AbsenceTable table,
      MemberDirectory people,
      Transactions transactions,
      SecurityLog log,
      InstantSource clock) {
    this.accounts = accounts;
    this.table = table;
    this.people = people;
    this.transactions = transactions;
    this.log = log;
    this.clock = clock;
  }

  /**
   * The absences of somebody, the earliest first.
   *
   * @throws Rejection NOT_FOUND where the tenant has no such member
   */
  List<Absence> list(String tenant, String account) {
    if (accounts.find(tenant, account).isEmpty()) {
      throw Rejection.notFound("member of that id");
    }
    return table.list(tenant, account);
  }

  /**
   * Sets the absences of somebody in place of those there were.
   *
   * @param caller who may do no less than the person
   * @param wanted with the stand-ins by id or e-mail address
   * @throws Rejection NOT_FOUND, FORBIDDEN, or INVALID_INPUT where a stand-in is no other member
   *     who is active
   */
  List<Absence> replace(String account, List<Absence> wanted, Caller caller, Context context) {
    String tenant = context.tenant();
    List<Absence> stored =
        transactions.in(
            () -> {
              Account person =
                  accounts
                      .lock(tenant, account)
                      .orElseThrow(() -> Rejection.notFound("member of that id"));
              Members.requireNoMore(caller, person);
              table.replace(tenant, account, resolved(wanted, person), clock.instant());
              List<Absence> now = table.list(tenant, account);
              log.record(context, event(account, now));
              return now;
            });
    people.forget();
    return stored;
  }

  private List<Absence> resolved(List<Absence> wanted, Account person) {
    List<Absence> resolved = new ArrayList<>(wanted.size());
    for (int i = 0; i < wanted.size(); i++) {
      Absence each = wanted.get(i);
      Account standIn =
          member(person.tenant(), each.standIn())
              .filter(found -> found.state().equals(Account.ACTIVE))
              .filter(found -> !found.id().equals(person.id()))
              .orElse(null);
      if (standIn == null) {
        throw Problems.invalid(
            "/" + i + "/standIn",
            "Nobody of that name can stand in",
            "the id or the e-mail address of another member who is active");
      }
      resolved.add(new Absence(each.from(), each.until(), standIn.id(), each.reason()));
    }
    return resolved;
  }

  private Optional<Account> member(String tenant, String name) {
    if (Account.isId(name)) {
      return accounts.find(tenant, name);
    }
    String email = Emails.known(name);
    return email == null ? Optional.empty() : accounts.ofEmail(email, tenant).stream().findFirst();
  }

  private static AbsenceSet event(String account, List<Absence> absences) {
    return new AbsenceSet(
        account,
        absences.stream()
            .map(each -> new SecurityEvent.Absence(each.from(), each.until(), each.standIn()))
            .toList());
  }
}
