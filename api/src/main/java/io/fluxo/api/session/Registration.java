package io.fluxo.api.session;

import io.fluxo.api.access.Role;
import io.fluxo.api.context.Ids;
import io.fluxo.api.member.Account;
import io.fluxo.api.member.Members;
import io.fluxo.api.member.Members.Newcomer;
import io.fluxo.api.problem.Refused;
import io.fluxo.api.table.Transactions;
import io.fluxo.api.tenant.Tenants;
import io.fluxo.messages.context.Context;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Lets somebody begin a tenant of their own, whose administrator they are then. */
@Component
final class Registration {

  private final Tenants tenants;
  private final Members members;
  private final Transactions transactions;
  private final Ids ids;
  private final boolean open;

  /**
   * Wires it.
   *
   * @param open whether anybody may register
   */
  Registration(
      Tenants tenants,
      Members members,
      Transactions transactions,
      Ids ids,
      @Value("${fluxo.registration:true}") boolean open) {
    this.tenants = tenants;
    this.members = members;
    this.transactions = transactions;
    this.ids = ids;
    this.open = open;
  }

  /** Refuses where nobody may register. */
  void requireOpen() {
    if (!open) {
      throw new Refused(
          HttpStatus.FORBIDDEN,
          "registration_closed",
          "Nobody can register here: ask an administrator to add you");
    }
  }

  /** Makes a tenant with its first administrator. */
  Account register(String company, String email, String name, String password, Context context) {
    String tenant = ids.next();
    Context within = context.within(tenant, Context.DEFAULT_WORKSPACE, "registration");
    return transactions.in(
        () -> {
          tenants.add(tenant, company, within);
          Newcomer first = new Newcomer(email, name, List.of(Role.ADMIN), List.of(), password);
          return members.add(first, within).account();
        });
  }
}
