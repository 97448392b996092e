package io.fluxo.query.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.evidence.LogCheck;
import io.fluxo.messages.evidence.LogEvent.LogChecked;
import io.fluxo.messages.evidence.LogEvent.LogKeyRotated;
import io.fluxo.messages.evidence.LogQuery.ListLogChecks;
import io.fluxo.messages.evidence.SignedCheckpoint;
import io.fluxo.messages.evidence.TimeStamps;
import io.fluxo.messages.history.EventRecorder;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.secret.SealedValues.Resealed;
import io.fluxo.messages.secret.Sealing;
import io.fluxo.messages.secret.SealingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The log is looked after: checked, stamped, and its keys sealed anew. */
class LogCareTest {

  private final LogSide log = new LogSide(6);
  private final LogChecks checks = log.side.bean(LogChecks.class);
  private final Context ana = new Context("acme", "main", "user:ana", "c", null, null);
  private Instant now = LogSide.START;

  @Test
  void whatACheckFoundIsKeptAndToldByAnEvent() throws Throwable {
    log.store("acme", 50).store("other", 5).log().sign("acme", "other");
    log.side.owner().update("UPDATE event SET payload = 'x' WHERE global_index IN (7, 51)");
    LogCheck ended = checks.run(checks.begin("acme", LogChecks.ON_DEMAND), ana);
    assertThat(ended.found()).isEqualTo(1);
    assertThat(ended.size()).isEqualTo(50);
    assertThat(ended.checkpoints()).isEqualTo(1);
    assertThat(list("acme")).containsExactly(ended);
    assertThat(list("other")).isEmpty();
    assertThat(log.side.stored().getLast().getPayload())
        .isEqualTo(new LogChecked(ended.check(), "demand", 50, 1));

    checks.all();
    assertThat(list("acme")).hasSize(2);
    assertThat(list("other")).hasSize(1).allMatch(check -> check.found() == 1);
    assertThat(log.side.stored()).hasSize(3);
  }

  @Test
  void allAreCheckedOnceInAnInterval() throws Throwable {
    log.store("acme", 3).log();
    Instant start = Instant.parse("2100-01-01T00:00:00Z");
    log.side.owner().update("UPDATE log_place SET checked_at = '2100-01-01T00:00:00Z'");
    log.side.at(start);
    checks.look();
    assertThat(list("acme")).isEmpty();
    log.side.at(start.plusSeconds(86_400));
    checks.look();
    checks.look();
    assertThat(list("acme")).hasSize(1);
    assertThat(log.side.stored()).isEmpty(); // nothing was found, and nobody asked
  }

  @Test
  void aCheckThatGoesOnIsNotBegunAgain() {
    log.store("acme", 3).log();
    LogCare care = log.side.bean(LogCare.class);
    LogCheck begun = checks.begin("acme", LogChecks.ON_DEMAND);
    assertThat(begun.endedAt()).isNull();
    assertThatThrownBy(() -> care.check(ana))
        .isInstanceOf(Rejection.class)
        .hasMessageContaining("being checked");
  }

  @Test
  void theNewestCheckpointIsStampedWhenTheLogHasGrownAndTheIntervalIsOver() throws Exception {
    List<byte[]> stamped = new ArrayList<>();
    TimeStamps authority =
        hash -> {
          stamped.add(hash);
          return new byte[] {4, 2};
        };
    Stamping stamping = stamping(authority);
    stamping.look();
    log.store("acme", 3).log().sign("acme");
    stamping.look();
    stamping.look();
    SignedCheckpoint first =
        Objects.requireNonNull(new CheckpointTable(log.side.jdbc()).newest("acme"));
    assertThat(first.stamp()).containsExactly(4, 2);
    assertThat(stamped).hasSize(1);
    assertThat(HexFormat.of().formatHex(stamped.getFirst()))
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256")
                        .digest(first.note().getBytes(StandardCharsets.UTF_8))));
    log.store("acme", 3).log().sign("acme");
    stamping.look();
    assertThat(stamped).hasSize(1);
    now = now.plusSeconds(3_600);
    stamping.look();
    assertThat(stamped).hasSize(2);
    now = now.plusSeconds(3_600);
    stamping.look();
    assertThat(stamped).hasSize(2);
  }

  @Test
  void anAuthorityThatIsAwayIsAskedAgain() {
    log.store("acme", 3).log().sign("acme");
    stamping(
            hash -> {
              throw new IllegalStateException("away");
            })
        .look();
    stamping(hash -> null).look();
    stamping(hash -> new byte[] {1}).look();
    assertThat(
            log.side.jdbc().queryForList("SELECT size FROM log_checkpoint WHERE stamp IS NOT NULL"))
        .hasSize(1);
  }

  private Stamping stamping(TimeStamps authority) {
    return new Stamping(
        log.side.jdbc(),
        new StaticListableBeanFactory(Map.of("a", authority)).getBeanProvider(TimeStamps.class),
        () -> now,
        60);
  }

  /** As on the threads of the query bus. */
  @Test
  void theLogCatchesUpAlsoOnAThreadWithATransaction() {
    log.store("acme", 3);
    TransactionTemplate outer =
        new TransactionTemplate(
            new DataSourceTransactionManager(
                Objects.requireNonNull(log.side.jdbc().getDataSource())));
    outer.executeWithoutResult(
        transaction -> {
          log.side.bean(LogCatchUp.class).to("acme", 3);
          assertThat(
                  log.side
                      .owner()
                      .queryForList("SELECT size FROM log_checkpoint WHERE tenant = 'acme'"))
              .hasSize(1);
        });
  }

  @Test
  void aKeyThatCannotBeOpenedHoldsUpItsOwnTenantOnlyAndCanBeReplaced() {
    log.store("acme", 3).store("other", 3).log().sign("acme", "other");
    log.side.owner().update("UPDATE log_key SET sealed = 'x.eA==' WHERE tenant = 'acme'");
    LogKeys fresh =
        new LogKeys(
            log.side.jdbc(),
            log.side.bean(Sealing.class),
            log.side.bean(EventRecorder.class),
            () -> LogSide.START);
    Checkpoints checkpoints = new Checkpoints(log.side.jdbc(), fresh, () -> now);
    log.store("acme", 3).store("other", 3).log();
    assertThat(checkpoints.sign(List.of("acme", "other"), false)).containsExactly("other");
    assertThatThrownBy(() -> checkpoints.sign(List.of("acme"), true))
        .isInstanceOf(SealingException.class);
    assertThat(fresh.rotate(ana).version()).isEqualTo(2);
    assertThat(((LogKeyRotated) log.side.stored().getLast().getPayload()).endorsement()).isNull();
    assertThat(checkpoints.sign(List.of("acme"), true)).containsExactly("acme");
  }

  @Test
  void keysAreSealedAnewWithTheOthers() {
    log.store("acme", 3).log().sign("acme");
    log.side.owner().update("UPDATE log_key SET sealed = replace(sealed, '.', ' .')");
    Resealed done = log.side.bean(ResealedLogKeys.class).reseal();
    assertThat(done).isEqualTo(new Resealed(0, 1));
    log.side.owner().update("UPDATE log_key SET sealed = replace(sealed, ' .', '.')");
    assertThat(log.side.bean(ResealedLogKeys.class).reseal()).isEqualTo(new Resealed(0, 0));
  }

  @SuppressWarnings("unchecked")
  private List<LogCheck> list(String tenant) throws Throwable {
    return (List<LogCheck>)
        log.side
            .ask(
                new ListLogChecks(tenant, "main", new PageRequest(null, 9)),
                ResponseTypes.instanceOf(Page.class))
            .items();
  }
}
