package io.fluxo.query.evidence;

import io.fluxo.query.ReadSide;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The read side with a store of random events, and its log. */
final class LogSide {

  static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  final ReadSide side = new ReadSide();
  final Notary notary = side.bean(Notary.class);
  final Checkpoints checkpoints = side.bean(Checkpoints.class);
  private final Random random;
  private Instant now = START;
  private int streams;

  LogSide(long seed) {
    this.random = new Random(seed);
    side.at(now);
  }

  /** Lets time pass. */
  void pass(long seconds) {
    now = now.plusSeconds(seconds);
    side.at(now);
  }

  /** Stores streams of random events of the tenant. */
  LogSide store(String tenant, int events) {
    List<Object[]> rows = new ArrayList<>();
    while (rows.size() < events) {
      String subject = "01jd%022d".formatted(streams++);
      int length = Math.min(events - rows.size(), 1 + random.nextInt(6));
      for (int i = 0; i < length; i++) {
        pass(random.nextInt(2));
        byte[] payload = new byte[random.nextInt(60)];
        random.nextBytes(payload);
        rows.add(
            new Object[] {
              subject,
              i,
              "Run",
              "e" + random.nextInt(),
              "flx.any." + random.nextInt(5),
              random.nextBoolean() ? "1" : null,
              now.toString(),
              metadata(tenant),
              payload
            });
      }
    }
    side.jdbc()
        .batchUpdate(
            "INSERT INTO event (aggregate_id, sequence, aggregate_type, event_id, type, revision,"
                + " time, metadata, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows);
    return this;
  }

  static byte[] metadata(String tenant) {
    return "{\"t\":\"%s\",\"w\":\"main\",\"a\":\"user:ana\",\"c\":\"c\"}"
        .formatted(tenant)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Appends everything. */
  LogSide log() {
    Notary.Outcome outcome;
    do {
      outcome = notary.pass(true);
    } while (outcome != Notary.Outcome.DONE);
    return this;
  }

  /** Signs the logs. */
  LogSide sign(String... tenants) {
    if (!checkpoints.sign(List.of(tenants), true).containsAll(List.of(tenants))) {
      throw new AssertionError("The log cannot be signed");
    }
    return this;
  }

  /** Positions in the log of a tenant, in its order. */
  List<Long> logged(String tenant) {
    return new LeafTable(side.jdbc())
        .leaves(tenant, 0, Long.MAX_VALUE / 2).stream().map(LoggedLeaf::position).toList();
  }

  /** Positions in the store. */
  List<Long> stored() {
    return side.jdbc().queryForList("SELECT global_index FROM event ORDER BY 1", Long.class);
  }
}
