package io.fluxo.api.key;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.api.context.Ids;
import io.fluxo.api.table.Transactions;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.security.SecurityEvent.KeyCreated;
import io.fluxo.messages.security.SecurityEvent.KeyRevoked;
import io.fluxo.messages.security.SecurityLog;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes, lists and revokes API keys. */
@Component
public final class Keyring {

  private final KeyTable table;
  private final ApiKeys known;
  private final Transactions transactions;
  private final SecurityLog log;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Ids ids;

  Keyring(
      KeyTable table,
      ApiKeys known,
      Transactions transactions,
      SecurityLog log,
      InstantSource clock,
      SecureRandom random,
      Ids ids) {
    this.table = table;
    this.known = known;
    this.transactions = transactions;
    this.log = log;
    this.clock = clock;
    this.random = random;
    this.ids = ids;
  }

  /**
   * Makes a key of the tenant of the context.
   *
   * @param workspace the only one it may enter, null for all
   * @param expiresAt when it ends by itself, null for never
   */
  NewKey create(
      String name,
      List<Permission> permissions,
      @Nullable String workspace,
      @Nullable Instant expiresAt,
      Context context) {
    return add(KeyText.fresh(ids.next(), random), name, permissions, workspace, expiresAt, context);
  }

  /**
   * Adds a key that an operator has chosen, unless it is there, or was and is revoked.
   *
   * @param text of the form of a key
   * @throws IllegalArgumentException when it does not have that form
   */
  public void ensure(String text, String name, List<Permission> permissions, Context context) {
    KeyText key = KeyText.of(text);
    if (key == null) {
      throw new IllegalArgumentException(
          "Expected a key of the form flx_<26 characters>_<43 characters>");
    }
    if (!table.exists(key.id())) {
      add(key, name, permissions, null, null, context);
    }
  }

  private NewKey add(
      KeyText text,
      String name,
      List<Permission> permissions,
      @Nullable String workspace,
      @Nullable Instant expiresAt,
      Context context) {
    KeyView key =
        new KeyView(
            text.id(),
            name,
            permissions,
            workspace,
            context.actor(),
            clock.instant(),
            expiresAt,
            null,
            null);
    List<String> names = permissions.stream().map(Permission::text).toList();
    transactions.in(
        () -> {
          table.insert(context.tenant(), text.sha256(), key);
          log.record(context, new KeyCreated(text.id(), names, workspace, expiresAt));
          return key;
        });
    known.forget(text.id());
    return NewKey.of(key, text);
  }

  /** The keys that the caller may see, the oldest first. */
  List<KeyView> list(Caller caller, @Nullable String after, int limit) {
    return table.list(caller.tenant(), caller.workspaces(), after, limit);
  }

  /**
   * Ends a key.
   *
   * @throws Rejection NOT_FOUND where the tenant has no such key that works
   */
  void revoke(String id, Caller caller, Context context) {
    transactions.in(
        () -> {
          if (!table.revoke(caller.tenant(), caller.workspaces(), id, clock.instant())) {
            throw Rejection.notFound("key of that id");
          }
          log.record(context, new KeyRevoked(id));
          return id;
        });
    known.forget(id);
  }
}
