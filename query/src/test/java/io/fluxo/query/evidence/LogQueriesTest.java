package io.fluxo.query.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.evidence.ConsistencyProof;
import io.fluxo.messages.evidence.InclusionProof;
import io.fluxo.messages.evidence.LogEvent.LogKeyRotated;
import io.fluxo.messages.evidence.LogKey;
import io.fluxo.messages.evidence.LogQuery.GetCheckpoint;
import io.fluxo.messages.evidence.LogQuery.GetRunLeaves;
import io.fluxo.messages.evidence.LogQuery.ListCheckpoints;
import io.fluxo.messages.evidence.LogQuery.ListLogKeys;
import io.fluxo.messages.evidence.LogQuery.ProveConsistency;
import io.fluxo.messages.evidence.LogQuery.ProveInclusion;
import io.fluxo.messages.evidence.Merkle;
import io.fluxo.messages.evidence.RunLeaves;
import io.fluxo.messages.evidence.SignedCheckpoint;
import io.fluxo.messages.evidence.SignedNote;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.query.History;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.junit.jupiter.api.Test;

/** What the log answers can be checked with nothing but a key and SHA-256. */
class LogQueriesTest {

  private final LogSide log = new LogSide(3);

  @Test
  void everyEventOfARunIsProvedAgainstOneSignedCheckpoint() throws Throwable {
    log.store("default", 2_300);
    new History(log.side::store, 3).live(20);
    String run = History.id(1).value();
    RunLeaves leaves = ask(new GetRunLeaves("default", "main", run), RunLeaves.class);
    SignedCheckpoint checkpoint = leaves.checkpoint();
    assertThat(SignedNote.isSigned(checkpoint.note(), leaves.key())).isTrue();
    assertThat(SignedNote.text(checkpoint.note())).isEqualTo(checkpoint.checkpoint().text());
    assertThat(checkpoint.checkpoint().origin()).isEqualTo("fluxo/default");
    long expected =
        log.side.stored().stream()
            .filter(event -> event.getAggregateIdentifier().startsWith(run))
            .count();
    assertThat(leaves.leaves()).hasSize((int) expected);
    for (RunLeaves.Leaf leaf : leaves.leaves()) {
      assertThat(
              Merkle.included(
                  leaf.index(),
                  checkpoint.checkpoint().size(),
                  Merkle.leaf(leaf.event().bytes()),
                  leaf.path(),
                  checkpoint.checkpoint().root()))
          .isTrue();
    }
    assertThatThrownBy(() -> ask(new GetRunLeaves("other", "main", run), RunLeaves.class))
        .isInstanceOf(Rejection.class)
        .hasMessageContaining("There is no run");
    assertThatThrownBy(() -> ask(new GetRunLeaves("default", "sales", run), RunLeaves.class))
        .isInstanceOf(Rejection.class);
  }

  @Test
  void anEventThatWasChangedIsNotProved() throws Throwable {
    log.store("default", 9).log();
    String subject = subject(5);
    log.side.owner().update("UPDATE event SET payload = 'x' WHERE global_index = 5");
    assertThatThrownBy(() -> ask(new GetRunLeaves("default", "main", subject), RunLeaves.class))
        .isInstanceOf(Rejection.class)
        .hasMessageContaining("position 5");
  }

  @Test
  void oneEventIsProvedForTheLogAsItWasAndAsItIs() throws Throwable {
    log.store("default", 700).log().sign("default").store("default", 700).log().sign("default");
    String subject = subject(100);
    InclusionProof now = ask(prove(subject, null), InclusionProof.class);
    assertThat(now.checkpoint().checkpoint().size()).isEqualTo(1_400);
    InclusionProof then = ask(prove(subject, 700L), InclusionProof.class);
    assertThat(then.checkpoint().checkpoint().size()).isEqualTo(700);
    for (InclusionProof proof : List.of(now, then)) {
      assertThat(
              Merkle.included(
                  proof.leaf().index(),
                  proof.checkpoint().checkpoint().size(),
                  Merkle.leaf(proof.leaf().event().bytes()),
                  proof.leaf().path(),
                  proof.checkpoint().checkpoint().root()))
          .isTrue();
    }
    assertThatThrownBy(() -> ask(prove(subject, 701L), InclusionProof.class))
        .isInstanceOf(Rejection.class);
    assertThatThrownBy(() -> ask(prove(subject(1_000), 700L), InclusionProof.class))
        .isInstanceOf(Rejection.class)
        .hasMessageContaining("came later");
    assertThatThrownBy(() -> ask(prove("nobody", null), InclusionProof.class))
        .isInstanceOf(Rejection.class);
  }

  @Test
  void theLogOnlyGrew() throws Throwable {
    long seed = 5;
    Random random = new Random(seed);
    List<SignedCheckpoint> kept = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      log.store("default", 1 + random.nextInt(400)).log().sign("default");
      kept.add(ask(new GetCheckpoint("default", "main", null), SignedCheckpoint.class));
    }
    for (int i = 0; i < 40; i++) {
      SignedCheckpoint first = kept.get(random.nextInt(kept.size()));
      SignedCheckpoint second = kept.get(random.nextInt(kept.size()));
      if (first.checkpoint().size() > second.checkpoint().size()) {
        continue;
      }
      ConsistencyProof proof =
          ask(
              new ProveConsistency(
                  "default", "main", first.checkpoint().size(), second.checkpoint().size()),
              ConsistencyProof.class);
      assertThat(proof.firstRoot()).isEqualTo(first.checkpoint().root());
      assertThat(
              Merkle.consistent(
                  proof.first(),
                  proof.second(),
                  first.checkpoint().root(),
                  second.checkpoint().root(),
                  proof.path()))
          .as("%s, seed %d", proof, seed)
          .isTrue();
    }
    long size = kept.getLast().checkpoint().size();
    for (long[] wrong : new long[][] {{-1, 3}, {4, 3}, {0, size + 1}}) {
      assertThatThrownBy(
              () ->
                  ask(
                      new ProveConsistency("default", "main", wrong[0], wrong[1]),
                      ConsistencyProof.class))
          .isInstanceOf(Rejection.class);
    }
  }

  @Test
  void aRotatedKeyIsHandedOverInTheLogAndOldCheckpointsStayGood() throws Throwable {
    log.store("default", 10).log().sign("default");
    LogKeys keys = log.side.bean(LogKeys.class);
    LogKey second = keys.rotate(new Context("default", "main", "user:ana", "c", null, null));
    log.log().sign("default");
    List<LogKey> all =
        log.side.ask(
            new ListLogKeys("default", "main"), ResponseTypes.multipleInstancesOf(LogKey.class));
    assertThat(all).extracting(LogKey::version).containsExactly(1, 2);
    assertThat(all.getFirst().until()).isEqualTo(second.since());
    SignedCheckpoint old = ask(new GetCheckpoint("default", "main", 10L), SignedCheckpoint.class);
    SignedCheckpoint now = ask(new GetCheckpoint("default", "main", null), SignedCheckpoint.class);
    assertThat(old.keyVersion()).isEqualTo(1);
    assertThat(now.keyVersion()).isEqualTo(2);
    assertThat(now.checkpoint().size()).isEqualTo(11);
    assertThat(SignedNote.isSigned(old.note(), all.get(0))).isTrue();
    assertThat(SignedNote.isSigned(now.note(), all.get(1))).isTrue();
    assertThat(SignedNote.isSigned(now.note(), all.get(0))).isFalse();
    LogKeyRotated event = (LogKeyRotated) log.side.stored().getLast().getPayload();
    assertThat(Base64.getDecoder().decode(event.publicKey())).isEqualTo(all.get(1).publicKey());
    assertThat(
            SignedNote.isSignature(
                all.get(1).statement(),
                Base64.getDecoder().decode(event.endorsement()),
                all.get(0)))
        .isTrue();
    assertThat(ask(new ProveConsistency("default", "main", 10, 11L), ConsistencyProof.class).path())
        .isNotEmpty();
  }

  @Test
  void nothingIsSignedWhileTheNotaryIsFarBehind() {
    log.store("default", 3).log().sign("default");
    log.pass(3_600);
    log.store("default", 4_500);
    assertThat(log.notary.pass(true)).isEqualTo(Notary.Outcome.MORE);
    assertThat(log.checkpoints.sign(List.of("default"), true)).isEmpty();
    log.log().sign("default");
  }

  @Test
  void theTimesOfCheckpointsNeverGoBack() throws Throwable {
    log.store("default", 3).log().sign("default");
    log.store("default", 3);
    log.side.at(LogSide.START.minusSeconds(500));
    log.log().sign("default");
    Page<?> page =
        ask(new ListCheckpoints("default", "main", new PageRequest(null, 1)), Page.class);
    SignedCheckpoint newest = (SignedCheckpoint) page.items().getFirst();
    assertThat(newest.checkpoint().size()).isEqualTo(6);
    assertThat(page.next()).isEqualTo("6");
    Page<?> rest = ask(new ListCheckpoints("default", "main", new PageRequest("6", 5)), Page.class);
    assertThat(((SignedCheckpoint) rest.items().getFirst()).checkpoint().time())
        .isBeforeOrEqualTo(newest.checkpoint().time());
    assertThat(rest.next()).isNull();
  }

  @Test
  void oldCheckpointsAreThinnedToOneAnHour() {
    for (int i = 0; i < 9; i++) {
      log.store("default", 1).log().sign("default");
      log.pass(1_000);
    }
    new CheckpointTable(log.side.jdbc()).stamp("default", 1, new byte[] {1}, LogSide.START);
    new CheckpointTable(log.side.jdbc()).thin("default", LogSide.START.plusSeconds(7_900));
    List<Long> kept =
        log.side.jdbc().queryForList("SELECT size FROM log_checkpoint ORDER BY 1", Long.class);
    assertThat(kept).containsExactly(1L, 4L, 8L, 9L);
  }

  @Test
  void anotherTenantSeesNothing() throws Throwable {
    log.store("default", 5).log().sign("default");
    assertThatThrownBy(() -> ask(new GetCheckpoint("other", "main", 5L), SignedCheckpoint.class))
        .isInstanceOf(Rejection.class);
    assertThat(
            log.side.ask(
                new ListLogKeys("other", "main"), ResponseTypes.multipleInstancesOf(LogKey.class)))
        .isEmpty();
    for (String table :
        List.of("log_head", "log_batch", "log_subtree", "log_checkpoint", "log_check")) {
      assertThat(log.side.reading().queryForObject("SELECT count(*) FROM " + table, Integer.class))
          .as(table)
          .isZero();
    }
    assertThatThrownBy(() -> log.side.reading().queryForList("SELECT sealed FROM log_key"))
        .hasStackTraceContaining("permission denied");
    assertThatThrownBy(() -> log.side.jdbc().update("UPDATE log_batch SET first = 1"))
        .hasStackTraceContaining("permission denied");
  }

  private String subject(long position) {
    return log.side
        .jdbc()
        .queryForObject(
            "SELECT aggregate_id FROM event WHERE global_index = ?", String.class, position);
  }

  private static ProveInclusion prove(String subject, Long size) {
    return new ProveInclusion("default", "main", subject, 0, size);
  }

  private <T> T ask(Object query, Class<T> type) throws Throwable {
    return log.side.ask(query, ResponseTypes.instanceOf(type));
  }
}
