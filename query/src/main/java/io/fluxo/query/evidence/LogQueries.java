package io.fluxo.query.evidence;

import io.fluxo.messages.evidence.ConsistencyProof;
import io.fluxo.messages.evidence.LogKey;
import io.fluxo.messages.evidence.LogQuery.GetCheckpoint;
import io.fluxo.messages.evidence.LogQuery.ListCheckpoints;
import io.fluxo.messages.evidence.LogQuery.ListLogChecks;
import io.fluxo.messages.evidence.LogQuery.ListLogKeys;
import io.fluxo.messages.evidence.LogQuery.ProveConsistency;
import io.fluxo.messages.evidence.SignedCheckpoint;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.rejection.Rejection;
import java.util.List;
import java.util.function.Function;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Answers what one can ask of the log as such. */
@Component
final class LogQueries {

  private final JdbcTemplate jdbc;
  private final CheckpointTable checkpoints;
  private final LogKeyTable keys;
  private final CheckTable checks;
  private final LeafTable leaves;
  private final LogCatchUp log;

  LogQueries(@Qualifier("reading") JdbcTemplate jdbc, LogCatchUp log) {
    this.jdbc = jdbc;
    this.checkpoints = new CheckpointTable(jdbc);
    this.keys = new LogKeyTable(jdbc);
    this.checks = new CheckTable(jdbc);
    this.leaves = new LeafTable(jdbc);
    this.log = log;
  }

  /**
   * A checkpoint.
   *
   * @throws Rejection NOT_FOUND where there is none of that size
   */
  @QueryHandler
  SignedCheckpoint handle(GetCheckpoint query) {
    SignedCheckpoint found = find(query);
    if (found == null && query.size() == null) {
      log.to(query.tenant());
      found = find(query);
    }
    if (found == null) {
      throw Rejection.notFound("checkpoint of that size");
    }
    return found;
  }

  private @Nullable SignedCheckpoint find(GetCheckpoint query) {
    return query.size() == null
        ? checkpoints.newest(query.tenant())
        : checkpoints.ofSize(query.tenant(), query.size());
  }

  /** A page of checkpoints, newest first. */
  @QueryHandler
  @SuppressWarnings("rawtypes") // Axon matches a class, not a parameterised type
  Page handle(ListCheckpoints query) {
    int limit = query.page().limit();
    return cut(
        checkpoints.before(query.tenant(), before(query.page().cursor()), limit + 1),
        limit,
        last -> Long.toString(last.checkpoint().size()));
  }

  /** The keys of a tenant, oldest first. */
  @QueryHandler
  List<LogKey> handle(ListLogKeys query) {
    return keys.list(query.tenant());
  }

  /** A page of checks, newest first. */
  @QueryHandler
  @SuppressWarnings("rawtypes") // Axon matches a class, not a parameterised type
  Page handle(ListLogChecks query) {
    int limit = query.page().limit();
    return cut(
        checks.before(query.tenant(), before(query.page().cursor()), limit + 1),
        limit,
        last -> last.check());
  }

  /**
   * That the log has only grown.
   *
   * @throws Rejection INVALID_INPUT for sizes that the log did not reach
   */
  @QueryHandler
  ConsistencyProof handle(ProveConsistency query) {
    long size = size(query.tenant());
    Long asked = query.second();
    SignedCheckpoint newest = asked == null ? checkpoints.newest(query.tenant()) : null;
    long second = asked != null ? asked : newest == null ? 0 : newest.checkpoint().size();
    if (query.first() < 0 || query.first() > second || second > size) {
      throw new Rejection(
          Rejection.Code.INVALID_INPUT,
          "Expected sizes of the log, the smaller one first, but it has " + size + " leaves");
    }
    Proofs proofs = new Proofs(new StoredNodes(leaves, query.tenant()));
    return new ConsistencyProof(
        query.first(),
        second,
        proofs.root(query.first()),
        proofs.root(second),
        proofs.consistency(query.first(), second));
  }

  private long size(String tenant) {
    List<Long> sizes =
        jdbc.queryForList("SELECT size FROM log_head WHERE tenant = ?", Long.class, tenant);
    return sizes.isEmpty() ? 0 : sizes.getFirst();
  }

  private static <T> Page<T> cut(List<T> found, int limit, Function<T, String> cursor) {
    if (found.size() <= limit) {
      return new Page<>(List.copyOf(found), null);
    }
    List<T> items = List.copyOf(found.subList(0, limit));
    return new Page<>(items, cursor.apply(items.getLast()));
  }

  private static long before(@Nullable String cursor) {
    try {
      return cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw new Rejection(Rejection.Code.INVALID_INPUT, "Expected a cursor that a page gave");
    }
  }
}
