package io.fluxo.query.evidence;

import io.fluxo.messages.evidence.LeafHasher;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Appends the hash of every stored event to the log of its tenant, in the order of the store. On
 * all nodes together there is one at a time, the one that holds the row of the place; what it
 * appends and how far it came is one transaction.
 */
@Component
final class Notary {

  /** How a pass ended. */
  enum Outcome {
    /** There is more to append. */
    MORE,
    /** An event is missing that may yet come. */
    GAP,
    /** Everything is in the log. */
    DONE,
    /** Another one is at it. */
    BUSY
  }

  static final int BATCH = 2_000;

  private static final int FETCH = 500;
  private static final String NEXT =
      EventRows.SELECT + " WHERE global_index > ? ORDER BY global_index LIMIT " + BATCH;

  /** When the store ended where. */
  private record End(Instant at, long position) {}

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final LogTables tables;
  private final InstantSource clock;
  private final LeafHasher hasher = new LeafHasher();
  private final Gaps gaps;
  private final Set<String> grown = ConcurrentHashMap.newKeySet();
  private @Nullable End end;

  Notary(JdbcTemplate jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.tables = new LogTables(jdbc);
    this.gaps = new Gaps(jdbc);
    this.transactions =
        new TransactionTemplate(
            new DataSourceTransactionManager(Objects.requireNonNull(jdbc.getDataSource())));
  }

  /**
   * Appends some events.
   *
   * @param wait whether to wait for another one that is at it
   */
  synchronized Outcome pass(boolean wait) {
    return Objects.requireNonNull(
        transactions.execute(
            transaction -> {
              Instant now = clock.instant();
              LogTables.Place place = tables.take(wait);
              return place == null ? Outcome.BUSY : pass(place, now);
            }));
  }

  /** The tenants whose logs grew here since that was last asked. */
  List<String> grown() {
    List<String> some = List.copyOf(grown);
    some.forEach(grown::remove);
    return some;
  }

  /** What still has to be done for a tenant. */
  void grew(String tenant) {
    grown.add(tenant);
  }

  private Outcome pass(LogTables.Place place, Instant now) {
    End before = end == null ? new End(now, place.last()) : end;
    Harvest harvest = read(place.position(), gaps.settled());
    if (harvest.hasGap()) {
      gaps.seen();
    }
    boolean reached = harvest.position() >= before.position();
    end = reached ? null : before;
    if (harvest.count() > 0) {
      // What is lost in a crash is appended again, just as it was.
      jdbc.execute("SET LOCAL synchronous_commit = off");
      append(harvest);
      tables.move(harvest.position(), reached ? before.at() : null);
    }
    if (harvest.hasGap()) {
      return Outcome.GAP;
    }
    return harvest.count() == BATCH ? Outcome.MORE : Outcome.DONE;
  }

  private Harvest read(long after, long settled) {
    Harvest harvest = new Harvest(after, hasher);
    return Objects.requireNonNull(
        jdbc.query(
            connection -> {
              var statement = connection.prepareStatement(NEXT);
              statement.setFetchSize(FETCH);
              statement.setLong(1, after);
              return statement;
            },
            (ResultSetExtractor<Harvest>) rows -> harvest.take(rows, settled)));
  }

  private void append(Harvest harvest) {
    Map<String, LogTables.Head> heads = new HashMap<>(tables.heads(harvest.leaves().keySet()));
    List<LogTables.Batch> batches = new ArrayList<>();
    List<Map.Entry<String, Frontier.Subtree>> subtrees = new ArrayList<>();
    harvest
        .leaves()
        .forEach(
            (tenant, leaves) -> {
              LogTables.Head head = heads.get(tenant);
              Frontier tree = head == null ? new Frontier() : head.frontier();
              requireOrder(tenant, head, leaves);
              batches.add(
                  new LogTables.Batch(tenant, tree.size(), leaves.size(), LeafCodec.write(leaves)));
              for (LoggedLeaf leaf : leaves) {
                tree.append(leaf.hash(), subtree -> subtrees.add(Map.entry(tenant, subtree)));
              }
              heads.put(tenant, new LogTables.Head(tree, leaves.getLast().position()));
            });
    tables.append(batches, harvest.position());
    tables.keep(subtrees);
    tables.keep(heads);
    grown.addAll(heads.keySet());
  }

  private static void requireOrder(
      String tenant, LogTables.@Nullable Head head, List<LoggedLeaf> leaves) {
    if (head != null && head.position() >= leaves.getFirst().position()) {
      throw new IllegalStateException(
          "Expected the log of %s to go on after position %d, but the place of the notary was set back"
              .formatted(tenant, head.position()));
    }
  }
}
