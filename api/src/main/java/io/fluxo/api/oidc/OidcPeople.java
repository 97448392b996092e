package io.fluxo.api.oidc;

import io.fluxo.api.member.Account;
import io.fluxo.api.member.AccountTable;
import io.fluxo.api.member.Emails;
import io.fluxo.api.member.Members;
import io.fluxo.api.problem.Refused;
import io.fluxo.api.tenant.Tenants;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.security.SecurityEvent.LoginRefused;
import io.fluxo.messages.security.SecurityLog;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds whose account it is. The provider's subject counts; an address counts once, to link an
 * account with a subject, for addresses change hands and subjects do not.
 */
@Component
final class OidcPeople {

  private static final int LONGEST_NAME = 200;

  private final AccountTable accounts;
  private final Members members;
  private final Tenants tenants;
  private final SecurityLog log;

  OidcPeople(AccountTable accounts, Members members, Tenants tenants, SecurityLog log) {
    this.accounts = accounts;
    this.members = members;
    this.tenants = tenants;
    this.log = log;
  }

  /**
   * The account of somebody for whom a provider vouches.
   *
   * @param provider its name
   * @throws Refused where there is none that may enter
   */
  Account account(String provider, ProviderSettings settings, Vouched person, Context context) {
    String subject = provider + "|" + person.subject();
    Account known = accounts.ofSubject(subject, settings.tenant()).orElse(null);
    if (known == null) {
      known = byAddress(subject, settings, person, context);
    }
    if (!known.state().equals(Account.ACTIVE)) {
      throw refused(known, "blocked", context);
    }
    return known.oneTime() ? members.dropOneTime(known, context) : known;
  }

  private Account byAddress(
      String subject, ProviderSettings settings, Vouched person, Context context) {
    String email = Emails.orNull(person.email());
    if (email == null || !isWanted(email, settings.domains())) {
      throw OidcProblems.nobody();
    }
    Optional<Account> named = accounts.ofEmail(email, settings.tenant()).stream().findFirst();
    if (!person.verified()) {
      throw named
          .map(each -> refused(each, "address_not_verified", context))
          .orElseGet(OidcProblems::nobody);
    }
    if (named.isPresent()) {
      return linked(named.get(), subject, context);
    }
    if (!settings.provision() || !tenants.isActive(settings.tenant())) {
      throw OidcProblems.nobody();
    }
    return members.addVouched(
        email,
        name(person.name(), email),
        List.of(settings.role()),
        subject,
        context.within(settings.tenant(), Context.DEFAULT_WORKSPACE, "oidc"));
  }

  private Account linked(Account account, String subject, Context context) {
    if (!account.state().equals(Account.ACTIVE)) {
      throw refused(account, "blocked", context);
    }
    if (!accounts.link(account.tenant(), account.id(), subject) && !isLinked(account, subject)) {
      throw refused(account, "another_subject", context);
    }
    return account;
  }

  /** Another tab of the same browser may have been faster. */
  private boolean isLinked(Account account, String subject) {
    return accounts
        .ofSubject(subject, account.tenant())
        .filter(each -> each.id().equals(account.id()))
        .isPresent();
  }

  private Refused refused(Account account, String reason, Context context) {
    log.record(
        context.within(account.tenant(), Context.DEFAULT_WORKSPACE, account.actor()),
        new LoginRefused(account.id(), reason));
    return OidcProblems.nobody();
  }

  private static boolean isWanted(String email, List<String> domains) {
    return domains.isEmpty() || domains.contains(email.substring(email.lastIndexOf('@') + 1));
  }

  private static String name(@Nullable String said, String email) {
    String name = said == null ? "" : said.replaceAll("\\p{Cntrl}", " ").strip();
    return name.isEmpty() ? email : name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }
}
