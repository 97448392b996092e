package io.fluxo.api.session;

import io.fluxo.api.access.Standings;
import io.fluxo.api.context.Ids;
import io.fluxo.api.member.Account;
import io.fluxo.api.member.AccountTable;
import io.fluxo.api.member.MemberView;
import io.fluxo.api.table.Transactions;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.security.SecurityEvent.LoggedIn;
import io.fluxo.messages.security.SecurityEvent.LoggedOut;
import io.fluxo.messages.security.SecurityEvent.RefreshReused;
import io.fluxo.messages.security.SecurityLog;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens, renews and ends sessions. */
@Component
public final class Sessions {

  static final Duration ACCESS_LIVES = Duration.ofMinutes(10);
  static final Duration LIVES = Duration.ofDays(30);

  private final SessionTable table;
  private final AccountTable accounts;
  private final AccessJwt jwt;
  private final Standings standings;
  private final Transactions transactions;
  private final SecurityLog log;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Ids ids;

  Sessions(
      SessionTable table,
      AccountTable accounts,
      AccessJwt jwt,
      Standings standings,
      Transactions transactions,
      SecurityLog log,
      InstantSource clock,
      SecureRandom random,
      Ids ids) {
    this.table = table;
    this.accounts = accounts;
    this.jwt = jwt;
    this.standings = standings;
    this.transactions = transactions;
    this.log = log;
    this.clock = clock;
    this.random = random;
    this.ids = ids;
  }

  /**
   * Opens a session.
   *
   * @param account of somebody who may enter: whoever asks has made sure
   * @param method how its owner got in
   */
  public Tokens open(Account account, String method, Context context) {
    Instant now = clock.instant();
    RefreshText token = RefreshText.fresh(random);
    StoredSession session =
        new StoredSession(
            ids.next(),
            account.tenant(),
            account.id(),
            token.hash(),
            null,
            now,
            now,
            now.plus(LIVES),
            null,
            method);
    transactions.in(
        () -> {
          same(accounts.lock(account.tenant(), account.id()), account);
          table.removeOver(now.minus(LIVES));
          table.insert(session, token.familyHash());
          log.record(of(session, context), new LoggedIn(account.id(), session.id(), method));
          return session;
        });
    return tokens(account, session, token, now);
  }

  /**
   * Sees to it that an account is as it was when its owner was recognised: a password that was
   * changed meanwhile must not let anybody in.
   *
   * @throws io.fluxo.api.problem.Refused where it is another
   */
  static void same(Optional<Account> now, Account recognised) {
    if (now.filter(
            each -> each.version() == recognised.version() && each.state().equals(Account.ACTIVE))
        .isEmpty()) {
      throw Login.unknown();
    }
  }

  /** The next tokens of a session; null where the token is not good for any. */
  @Nullable Tokens refresh(@Nullable String text, Context context) {
    RefreshText token = RefreshText.of(text);
    if (token == null) {
      return null;
    }
    Tokens next = transactions.in(() -> Optional.ofNullable(refresh(token, context))).orElse(null);
    if (next == null) {
      standings.forget();
    }
    return next;
  }

  private @Nullable Tokens refresh(RefreshText token, Context context) {
    StoredSession session = table.lock(token.familyHash()).orElse(null);
    Account account =
        session == null
            ? null
            : accounts
                .findEntering(session.tenant(), session.account())
                .filter(each -> !each.oneTime())
                .orElse(null);
    if (session == null || account == null) {
      return null;
    }
    Instant now = clock.instant();
    return switch (Refresh.decide(session, token.hash(), now)) {
      case NEXT -> {
        RefreshText next = token.next(random);
        table.rotate(session, token.hash(), next.hash(), session.rotatedAt(token.hash(), now));
        yield tokens(account, session, next, now);
      }
      case REUSED -> {
        table.end(session.tenant(), session.account(), session.id(), now);
        log.record(of(session, context), new RefreshReused(session.account(), session.id()));
        yield null;
      }
      case OVER -> null;
    };
  }

  /** The sessions of somebody. */
  List<StoredSession> live(String tenant, String account) {
    return table.live(tenant, account, clock.instant());
  }

  /**
   * Ends sessions.
   *
   * @param id the only one to end, null for all
   * @return how many were ended
   */
  int end(String tenant, String account, @Nullable String id, Context context) {
    int ended =
        transactions.in(
            () -> {
              List<String> sessions = table.end(tenant, account, id, clock.instant());
              Context within = context.within(tenant, Context.DEFAULT_WORKSPACE, "user:" + account);
              sessions.forEach(each -> log.record(within, new LoggedOut(account, each)));
              return sessions.size();
            });
    standings.forget();
    return ended;
  }

  private Tokens tokens(Account account, StoredSession session, RefreshText token, Instant now) {
    String access =
        jwt.write(
            new AccessClaims(
                account.tenant(),
                account.id(),
                session.id(),
                account.version(),
                now,
                now.plus(ACCESS_LIVES)));
    return new Tokens(
        access, "Bearer", ACCESS_LIVES.toSeconds(), token.text(), MemberView.of(account));
  }

  private static Context of(StoredSession session, Context context) {
    return context.within(session.tenant(), Context.DEFAULT_WORKSPACE, "user:" + session.account());
  }
}
