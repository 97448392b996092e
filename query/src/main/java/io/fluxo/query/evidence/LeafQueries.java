package io.fluxo.query.evidence;

import io.fluxo.messages.evidence.EventLeaf;
import io.fluxo.messages.evidence.InclusionProof;
import io.fluxo.messages.evidence.LeafHasher;
import io.fluxo.messages.evidence.LogKey;
import io.fluxo.messages.evidence.LogQuery.GetRunLeaves;
import io.fluxo.messages.evidence.LogQuery.ProveInclusion;
import io.fluxo.messages.evidence.RunLeaves;
import io.fluxo.messages.evidence.SignedCheckpoint;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.query.text.StoredText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Answers with events and the proofs that they are in the log. */
@Component
final class LeafQueries {

  /** More cannot be given at once. */
  static final int MOST_EVENTS = 50_000;

  private record Stored(long position, EventLeaf event) {}

  private final JdbcTemplate jdbc;
  private final CheckpointTable checkpoints;
  private final LogKeyTable keys;
  private final LeafTable table;
  private final LogCatchUp log;

  LeafQueries(@Qualifier("reading") JdbcTemplate jdbc, LogCatchUp log) {
    this.jdbc = jdbc;
    this.checkpoints = new CheckpointTable(jdbc);
    this.keys = new LogKeyTable(jdbc);
    this.table = new LeafTable(jdbc);
    this.log = log;
  }

  /**
   * All events of a run, its steps and its tasks, with their proofs.
   *
   * @throws Rejection NOT_FOUND, TOO_LARGE or UNAVAILABLE; DAMAGED where an event is not the one
   *     that was logged
   */
  @QueryHandler
  RunLeaves handle(GetRunLeaves query) {
    String run = StoredText.of(query.run());
    List<Stored> events =
        jdbc.query(
            // OFFSET 0 keeps the planner from walking the whole store by position
            "SELECT * FROM (%s WHERE aggregate_id BETWEEN ? AND ? OFFSET 0) events ORDER BY 1 LIMIT ?"
                .formatted(EventRows.SELECT_OF_WORKSPACE),
            (row, number) -> new Stored(EventRows.position(row), EventRows.leaf(row)),
            run,
            run + "-:", // the steps and tasks of the run, as the store orders ids
            MOST_EVENTS + 1);
    if (events.isEmpty()) {
      throw Rejection.notFound("run " + run);
    }
    if (events.size() > MOST_EVENTS) {
      throw new Rejection(
          Rejection.Code.TOO_LARGE,
          "Expected a run of at most %d events, but it has more".formatted(MOST_EVENTS));
    }
    log.to(query.tenant(), events.getLast().position());
    SignedCheckpoint checkpoint = checkpoint(query.tenant(), null);
    return new RunLeaves(
        checkpoint, key(query.tenant(), checkpoint), leaves(query.tenant(), events, checkpoint));
  }

  /**
   * That an event is in the log.
   *
   * @throws Rejection as for a run; INVALID_INPUT where the log of that size has not got it
   */
  @QueryHandler
  InclusionProof handle(ProveInclusion query) {
    List<Stored> events =
        jdbc.query(
            EventRows.SELECT_OF_WORKSPACE + " WHERE aggregate_id = ? AND sequence = ?",
            (row, number) -> new Stored(EventRows.position(row), EventRows.leaf(row)),
            StoredText.of(query.subject()),
            query.sequence());
    if (events.isEmpty()) {
      throw Rejection.notFound("event of that subject and sequence");
    }
    if (query.size() == null) {
      log.to(query.tenant(), events.getFirst().position());
    }
    SignedCheckpoint checkpoint = checkpoint(query.tenant(), query.size());
    return new InclusionProof(
        checkpoint,
        key(query.tenant(), checkpoint),
        leaves(query.tenant(), events, checkpoint).getFirst());
  }

  private List<RunLeaves.Leaf> leaves(
      String tenant, List<Stored> events, SignedCheckpoint checkpoint) {
    List<LeafTable.@Nullable Found> found =
        table.find(tenant, events.stream().map(Stored::position).toList());
    Proofs proofs = new Proofs(new StoredNodes(table, tenant));
    LeafHasher hasher = new LeafHasher();
    long size = checkpoint.checkpoint().size();
    List<RunLeaves.Leaf> leaves = new ArrayList<>(events.size());
    for (int i = 0; i < events.size(); i++) {
      Stored event = events.get(i);
      LeafTable.Found leaf = found.get(i);
      if (leaf == null || !Arrays.equals(leaf.leaf().hash(), hasher.hash(event.event()))) {
        throw new Rejection(
            Rejection.Code.DAMAGED,
            "Expected the event at position %d as it was logged, but it is another: have the log checked"
                .formatted(event.position()));
      }
      if (leaf.index() >= size) {
        throw new Rejection(
            Rejection.Code.INVALID_INPUT,
            "Expected an event of the log of size %d, but it came later".formatted(size));
      }
      leaves.add(
          new RunLeaves.Leaf(
              event.position(), leaf.index(), event.event(), proofs.inclusion(leaf.index(), size)));
    }
    return leaves;
  }

  private SignedCheckpoint checkpoint(String tenant, @Nullable Long size) {
    SignedCheckpoint found =
        size == null ? checkpoints.newest(tenant) : checkpoints.ofSize(tenant, size);
    if (found == null) {
      throw Rejection.notFound("checkpoint of that size");
    }
    return found;
  }

  private LogKey key(String tenant, SignedCheckpoint checkpoint) {
    return keys.list(tenant).stream()
        .filter(key -> key.version() == checkpoint.keyVersion())
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("Expected the key of a checkpoint, but it is gone"));
  }
}
