package io.fluxo.api.setup;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Role;
import io.fluxo.api.context.Ids;
import io.fluxo.api.key.Keyring;
import io.fluxo.api.member.Members;
import io.fluxo.api.member.Members.Newcomer;
import io.fluxo.api.table.Transactions;
import io.fluxo.api.tenant.Tenants;
import io.fluxo.messages.context.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes, where there is no tenant yet, the first one with its administrator, before the first
 * request is answered.
 */
@Component
public final class FirstStart implements SmartLifecycle {

  private final AdminProperties admin;
  private final Tenants tenants;
  private final Members members;
  private final Keyring keys;
  private final Transactions transactions;
  private final Ids ids;
  private volatile boolean running;
  private volatile @Nullable FirstLogin login;

  FirstStart(
      AdminProperties admin,
      Tenants tenants,
      Members members,
      Keyring keys,
      Transactions transactions,
      Ids ids) {
    this.admin = admin;
    this.tenants = tenants;
    this.members = members;
    this.keys = keys;
    this.transactions = transactions;
    this.ids = ids;
  }

  /** How the administrator gets in the first time, given out once; null for nothing to tell. */
  public synchronized @Nullable FirstLogin take() {
    FirstLogin told = login;
    login = null;
    return told;
  }

  @Override
  public void start() {
    running = true;
    Context context = Context.of("setup", ids.next());
    if (tenants.isEmpty()) {
      login = begin(context);
    } else if (admin.reset()) {
      login = new FirstLogin(admin.email(), members.recover(admin.email(), context));
    }
    if (admin.key() != null) {
      keys.ensure(admin.key(), "setup", everything(), context);
    }
  }

  private @Nullable FirstLogin begin(Context context) {
    Members.Added added =
        transactions.in(
            () -> {
              tenants.add(Context.DEFAULT_TENANT, "Default", context);
              return members.add(
                  new Newcomer(
                      admin.email(),
                      "Administrator",
                      List.of(Role.ADMIN, Role.OPERATOR),
                      List.of(),
                      admin.password()),
                  context);
            });
    String password = added.oneTimePassword();
    return password == null ? null : new FirstLogin(added.account().email(), password);
  }

  private static List<Permission> everything() {
    return new ArrayList<>(List.of(Permission.values()));
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Long before the web server. */
  @Override
  public int getPhase() {
    return 0;
  }
}
