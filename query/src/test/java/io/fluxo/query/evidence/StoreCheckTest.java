package io.fluxo.query.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.evidence.LogFinding;
import io.fluxo.messages.evidence.LogFinding.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whatever is done to the store or the log behind the program's back is found and named. */
class StoreCheckTest {

  private final LogSide log = new LogSide(8);
  private final JdbcTemplate owner = log.side.owner();

  @BeforeEach
  void live() {
    for (int i = 0; i < 5; i++) {
      log.store("acme", 80).store("other", 25).store("acme", 10).log().sign("acme", "other");
      log.pass(600);
    }
  }

  @Test
  void nothingIsFoundWhereNothingWasDone() {
    for (int i = 0; i < 4; i++) {
      log.store("acme", 2_100).log().sign("acme");
    }
    Map<String, Trail> all = check(null);
    assertThat(all.values()).allMatch(trail -> trail.found() == 0);
    assertThat(all.get("acme").size()).isEqualTo(8_850);
    assertThat(all.get("acme").checkpoints()).isEqualTo(9);
    assertThat(all.get("other").size()).isEqualTo(125);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aggregate_id = aggregate_id || 'x'",
        "sequence = sequence + 100",
        "aggregate_type = 'Step'",
        "event_id = 'e'",
        "type = 'flx.other'",
        "revision = '7'",
        "time = replace(time, '2026', '2027')",
        "payload = payload || '\\x00'::bytea",
        "metadata = metadata || ' '::bytea",
        "metadata = replace(convert_from(metadata, 'UTF8'), 'ana', 'bob')::bytea"
      })
  void anEventThatWasChangedIsNamed(String change) {
    LogFinding was = named(Kind.CHANGED, 150);
    owner.update("UPDATE event SET " + change + " WHERE global_index = 150");
    assertThat(findings("acme")).extracting(StoreCheckTest::bare).containsExactly(was);
    assertThat(check("other").get("other").found()).isZero();
  }

  @Test
  void anEventThatWasGivenToAnotherTenantIsChangedHereAndAddedThere() {
    LogFinding was = named(Kind.CHANGED, 10);
    owner.update(
        "UPDATE event SET metadata = ? WHERE global_index = 10",
        (Object) LogSide.metadata("other"));
    assertThat(findings("acme")).extracting(StoreCheckTest::bare).containsExactly(was);
    assertThat(findings("other"))
        .extracting(StoreCheckTest::bare)
        .containsExactly(
            new LogFinding(Kind.ADDED, 10, -1, was.subject(), was.sequence(), was.type(), ""));
  }

  @Test
  void anEventThatWasDroppedIsNamed() {
    LogFinding was = named(Kind.DROPPED, 160);
    owner.update("DELETE FROM event WHERE global_index = 160");
    assertThat(findings("acme")).extracting(StoreCheckTest::bare).containsExactly(was);
  }

  @ParameterizedTest
  @ValueSource(longs = {-5, 0, 576})
  void anEventThatWasAddedIsNamed(long position) {
    owner.execute("SELECT setval(pg_get_serial_sequence('event', 'global_index'), 576)");
    log.store("acme", 3).log().sign("acme");
    owner.update(
        "INSERT INTO event SELECT ?, 'added', 7, aggregate_type, event_id, type, revision, time,"
            + " metadata, payload FROM event WHERE global_index = 20",
        position);
    assertThat(findings("acme"))
        .extracting(StoreCheckTest::bare)
        .containsExactly(new LogFinding(Kind.ADDED, position, -1, "added", 7L, type(20), ""));
    assertThat(check("other").get("other").found()).isZero();
  }

  @Test
  void eventsThatWereReorderedAreNamed() {
    LogFinding one = named(Kind.REORDERED, 30);
    LogFinding other = named(Kind.REORDERED, 300);
    owner.update("UPDATE event SET global_index = -1 WHERE global_index = 30");
    owner.update("UPDATE event SET global_index = 30 WHERE global_index = 300");
    owner.update("UPDATE event SET global_index = 300 WHERE global_index = -1");
    List<LogFinding> found = findings("acme");
    assertThat(found).extracting(LogFinding::kind).containsOnly(Kind.REORDERED).hasSize(2);
    assertThat(found)
        .extracting(LogFinding::subject)
        .containsExactly(other.subject(), one.subject());
    assertThat(found.getFirst().detail()).contains("logged at position 300").contains("at 30");
  }

  @Test
  void anEventThatTookTheOldTimeOfThePastIsNamed() {
    String old = time(3);
    log.store("acme", 1);
    long last = log.stored().getLast();
    owner.update("UPDATE event SET time = ? WHERE global_index = ?", old, last);
    log.log().sign("acme");
    assertThat(findings("acme"))
        .extracting(StoreCheckTest::bare)
        .containsExactly(named(Kind.BACK_DATED, last));
  }

  @Test
  void anEventWhoseTimeWasMovedBackIsNamed() {
    LogFinding was = named(Kind.BACK_DATED, 400);
    owner.update("UPDATE event SET time = ? WHERE global_index = 400", time(3));
    assertThat(findings("acme")).extracting(StoreCheckTest::bare).containsExactly(was);
  }

  @Test
  void aLeafThatWasAlteredIsTheLogsFaultAndNotTheEvents() {
    owner.update(
        "UPDATE log_batch SET hashes = set_byte(hashes, 70, 255 - get_byte(hashes, 70))"
            + " WHERE tenant = 'acme' AND first = 180");
    assertThat(kinds("acme")).containsExactly(Kind.LOG_ALTERED);
    log.store("acme", 30).log();
    owner.update(
        "UPDATE log_batch SET hashes = set_byte(hashes, 70, 255 - get_byte(hashes, 70))"
            + " WHERE tenant = 'acme' AND first = 180");
    owner.update(
        "UPDATE log_batch SET hashes = set_byte(hashes, 7, 255 - get_byte(hashes, 7))"
            + " WHERE tenant = 'acme' AND first = 450");
    assertThat(kinds("acme")).containsExactly(Kind.LOG_ALTERED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE log_batch SET names = set_byte(names, 9, 1) WHERE tenant = 'acme' AND first = 90",
        "UPDATE log_head SET size = size + 1 WHERE tenant = 'acme'",
        "UPDATE log_head SET frontier = set_byte(frontier, 3, 255 - get_byte(frontier, 3))",
        "UPDATE log_subtree SET hash = set_byte(hash, 3, 255 - get_byte(hash, 3))",
        "DELETE FROM log_subtree",
        "DELETE FROM log_head WHERE tenant = 'acme'",
        "DELETE FROM log_batch WHERE tenant = 'acme' AND first = 90",
        "UPDATE log_batch SET count = 91 WHERE tenant = 'acme' AND first = 90"
      })
  void aLogThatWasAlteredIsFound(String change) {
    owner.update(change);
    assertThat(kinds("acme")).contains(Kind.LOG_ALTERED);
  }

  @Test
  void aLogThatWasCutIsFound() {
    Frontier shorter = new Frontier();
    new LeafTable(log.side.jdbc())
        .leaves("acme", 0, 360)
        .forEach(leaf -> shorter.append(leaf.hash(), subtree -> {}));
    owner.update("DELETE FROM log_batch WHERE tenant = 'acme' AND first = 360");
    owner.update(
        "UPDATE log_head SET size = 360, signed = 360, frontier = ? WHERE tenant = 'acme'",
        (Object) shorter.bytes());
    owner.update("DELETE FROM event WHERE global_index > 460");
    assertThat(kinds("acme")).contains(Kind.LOG_ALTERED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET root = set_byte(root, 3, 255 - get_byte(root, 3))",
        "SET note = replace(note, E'\\n180\\n', E'\\n181\\n')",
        "SET note = 'x'",
        "SET time = time + interval '1 second'",
        "SET key_version = 2",
        "SET note = (SELECT note FROM log_checkpoint WHERE tenant = 'acme' AND size = 270)",
        "SET size = 181"
      })
  void aCheckpointThatWasAlteredIsFound(String change) {
    owner.update("UPDATE log_checkpoint " + change + " WHERE tenant = 'acme' AND size = 180");
    assertThat(kinds("acme")).containsExactly(Kind.CHECKPOINT_ALTERED);
    assertThat(kinds("other")).isEmpty();
  }

  @Test
  void aCheckpointThatWasForgedOrRemovedIsFound() {
    owner.update("DELETE FROM log_checkpoint WHERE tenant = 'acme' AND size = 450");
    assertThat(kinds("acme")).containsExactly(Kind.CHECKPOINT_ALTERED);
    owner.update(
        "UPDATE log_key SET public_key = (SELECT public_key FROM log_key k"
            + " WHERE k.tenant = 'other') WHERE tenant = 'acme'");
    assertThat(kinds("acme")).hasSize(5).containsOnly(Kind.CHECKPOINT_ALTERED);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whateverByteIsFlippedTheEventIsNamed(long seed) {
    Random random = new Random(seed);
    List<LogFinding> expected = new ArrayList<>();
    List<Long> positions = new ArrayList<>(log.stored());
    Collections.shuffle(positions, random);
    for (long position : positions.subList(0, 30)) {
      expected.add(named(Kind.CHANGED, position));
      flip(position, random);
    }
    Map<String, Trail> all = check(null);
    for (LogFinding was : expected) {
      assertThat(all.values().stream().flatMap(trail -> trail.findings().stream()))
          .as("position %d, seed %d", was.position(), seed)
          .anySatisfy(
              found -> {
                assertThat(found.kind()).isIn(Kind.CHANGED, Kind.BACK_DATED);
                assertThat(bare(found).position()).isEqualTo(was.position());
                assertThat(found.subject()).isEqualTo(was.subject());
                assertThat(found.sequence()).isEqualTo(was.sequence());
                assertThat(found.type()).isEqualTo(was.type());
              });
    }
    assertThat(
            all.values().stream()
                .flatMap(trail -> trail.findings().stream())
                .filter(found -> found.kind() != Kind.ADDED))
        .hasSize(30);
  }

  /** Flips bits of one byte of a column, whichever keep its type. */
  private void flip(long position, Random random) {
    String column =
        List.of("aggregate_id", "aggregate_type", "event_id", "type", "time", "metadata", "payload")
            .get(random.nextInt(7));
    boolean text = !column.equals("metadata") && !column.equals("payload");
    byte[] bytes =
        owner.queryForObject(
            "SELECT %s FROM event WHERE global_index = ?"
                .formatted(text ? "convert_to(" + column + ", 'UTF8')" : column),
            byte[].class,
            position);
    if (bytes.length == 0) {
      bytes = new byte[1];
    } else {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          (byte) (text ? 'a' + (bytes[at] + 1) % 26 : bytes[at] ^ (1 + random.nextInt(255)));
    }
    owner.update(
        "UPDATE event SET %s = %s WHERE global_index = ?"
            .formatted(column, text ? "convert_from(?, 'UTF8')" : "?"),
        bytes,
        position);
  }

  private List<LogFinding> findings(String tenant) {
    List<LogFinding> alone = check(tenant).get(tenant).findings();
    assertThat(check(null).get(tenant).findings()).isEqualTo(alone);
    return alone;
  }

  private List<Kind> kinds(String tenant) {
    return findings(tenant).stream().map(LogFinding::kind).toList();
  }

  private Map<String, Trail> check(String tenant) {
    return new StoreCheck(log.side.jdbc(), tenant, System::nanoTime, worked -> {}).run();
  }

  /** The finding about the event that stands at a position now. */
  private LogFinding named(Kind kind, long position) {
    return owner.queryForObject(
        """
        SELECT aggregate_id, sequence, type,
               (SELECT count(*) FROM event e WHERE e.global_index < event.global_index
                   AND e.metadata = event.metadata) AS index
          FROM event WHERE global_index = ?
        """,
        (row, number) ->
            new LogFinding(
                kind,
                position,
                row.getLong(4),
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                ""),
        position);
  }

  private String time(long position) {
    return owner.queryForObject(
        "SELECT time FROM event WHERE global_index = ?", String.class, position);
  }

  private String type(long position) {
    return owner.queryForObject(
        "SELECT type FROM event WHERE global_index = ?", String.class, position);
  }

  private static LogFinding bare(LogFinding found) {
    return new LogFinding(
        found.kind(),
        found.position(),
        found.index(),
        found.subject(),
        found.sequence(),
        found.type(),
        "");
  }
}
