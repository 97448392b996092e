package io.fluxo.query.evidence;

import io.fluxo.messages.evidence.LogFinding;
import io.fluxo.messages.evidence.LogFinding.Kind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a check has seen of one tenant: its tree as far as it was read, and what does not agree. */
final class Trail {

  /** How much earlier than its neighbours an event may have happened: it takes time to commit. */
  static final Duration DISORDER = Duration.ofMinutes(5);

  /** More are counted, and not told apart. */
  private static final int MOST_MISMATCHES = 10_000;

  private final JdbcTemplate jdbc;
  private final String tenant;
  private final TreeTrail tree;
  private final List<Mismatch> mismatches = new ArrayList<>();
  private final List<LogFinding> findings = new ArrayList<>();
  private long more;
  private @Nullable Instant latest;

  Trail(JdbcTemplate jdbc, String tenant) {
    this.jdbc = jdbc;
    this.tenant = tenant;
    this.tree = new TreeTrail(jdbc, tenant, this::note);
  }

  /** Reads on in the log. */
  void read(List<LeafTable.Rows> rows, Consumer<Window.Place> leaves) {
    tree.read(
        rows, (index, leaf, signed) -> leaves.accept(new Window.Place(this, index, leaf, signed)));
  }

  /** An event is the one that was logged. */
  void same(
      long index, LoggedLeaf leaf, LoggedLeaf event, String time, @Nullable Instant signedBefore) {
    Instant at = instant(time);
    if (!leaf.names(event)) {
      logAltered(leaf.position(), index, "The log names another event than the one it holds");
    }
    if (at != null && isBefore(at, signedBefore)) {
      note(
          finding(
              Kind.BACK_DATED,
              index,
              event,
              "Its time is %s, but it came after the checkpoint of %s"
                  .formatted(time, signedBefore)));
    }
    if (at != null && (latest == null || at.isAfter(latest))) {
      latest = at;
    }
  }

  /** An event is not the one that was logged. */
  void differs(
      long index, LoggedLeaf leaf, LoggedLeaf event, String time, @Nullable Instant signedBefore) {
    Instant at = instant(time);
    boolean early = at != null && (isBefore(at, signedBefore) || isBefore(at, latest));
    keep(new Mismatch(index, leaf, event, early ? time : null));
  }

  /** An event was not logged. */
  void added(LoggedLeaf event) {
    keep(new Mismatch(-1, null, event, null));
  }

  /** What was logged is not there. */
  void missing(long index, LoggedLeaf leaf) {
    keep(new Mismatch(index, leaf, null, null));
  }

  /** The log is not what it was. */
  void logAltered(long position, long index, String detail) {
    note(new LogFinding(Kind.LOG_ALTERED, position, index, null, null, null, detail));
  }

  private void keep(Mismatch mismatch) {
    if (mismatches.size() < MOST_MISMATCHES) {
      mismatches.add(mismatch);
    } else {
      more++;
    }
  }

  private void note(LogFinding finding) {
    if (findings.size() < MOST_MISMATCHES) {
      findings.add(finding);
    } else {
      more++;
    }
  }

  /** Compares what was read of the log with its end. */
  void end(LogRows.@Nullable Head head) {
    tree.end(head);
    List<Mismatch> open = new ArrayList<>(mismatches);
    TreeTrail.Break broken = tree.broken();
    if (broken != null && new Repair(jdbc, tenant, broken).heals(mismatches)) {
      // With the events as they are, the log is what was signed: it is the log that was altered.
      open.removeIf(each -> each.isChangeBetween(broken.good().size(), broken.size()));
    }
    Mismatch.explain(open).forEach(this::note);
    findings.sort(Comparator.comparingLong(LogFinding::position));
  }

  /** What does not agree, in the order of the store. */
  List<LogFinding> findings() {
    return findings;
  }

  /** How much does not agree. */
  long found() {
    return findings.size() + more;
  }

  /** How many leaves were read. */
  long size() {
    return tree.size();
  }

  /** How many checkpoints were looked at. */
  long checkpoints() {
    return tree.checkpoints();
  }

  static LogFinding finding(Kind kind, long index, LoggedLeaf event, String detail) {
    return new LogFinding(
        kind, event.position(), index, event.subject(), event.sequence(), event.type(), detail);
  }

  private static boolean isBefore(Instant time, @Nullable Instant other) {
    return other != null && time.isBefore(other.minus(DISORDER));
  }

  private static @Nullable Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return null; // then its hash is another, too
    }
  }
}
