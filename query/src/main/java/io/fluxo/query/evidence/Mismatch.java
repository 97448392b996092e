package io.fluxo.query.evidence;

import io.fluxo.messages.evidence.LogFinding;
import io.fluxo.messages.evidence.LogFinding.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A position at which the store is not what was logged.
 *
 * @param index the place in the log, -1 where nothing was logged
 * @param leaf what was logged, null for nothing
 * @param event what is there, null for nothing
 * @param early the event's time where it is too early for its place, else null
 */
record Mismatch(
    long index, @Nullable LoggedLeaf leaf, @Nullable LoggedLeaf event, @Nullable String early) {

  /** Whether an event stands where another was logged, among some leaves. */
  boolean isChangeBetween(long from, long to) {
    return leaf != null && event != null && from <= index && index < to;
  }

  /** Says what must have happened: an event that is found at another place was moved there. */
  static List<LogFinding> explain(List<Mismatch> mismatches) {
    Map<ByteBuffer, LoggedLeaf> logged = new HashMap<>();
    Map<ByteBuffer, LoggedLeaf> there = new HashMap<>();
    for (Mismatch each : mismatches) {
      if (each.leaf != null) {
        logged.put(ByteBuffer.wrap(each.leaf.hash()), each.leaf);
      }
      if (each.event != null) {
        there.put(ByteBuffer.wrap(each.event.hash()), each.event);
      }
    }
    List<LogFinding> findings = new ArrayList<>();
    for (Mismatch each : mismatches) {
      each.explain(logged, there, findings);
    }
    return findings;
  }

  private void explain(
      Map<ByteBuffer, LoggedLeaf> logged,
      Map<ByteBuffer, LoggedLeaf> there,
      List<LogFinding> findings) {
    LoggedLeaf from = event == null ? null : logged.get(ByteBuffer.wrap(event.hash()));
    boolean gone = leaf != null && !there.containsKey(ByteBuffer.wrap(leaf.hash()));
    if (event != null && from != null) {
      findings.add(
          Trail.finding(
              Kind.REORDERED,
              index,
              event,
              "It was logged at position %d, but stands at %d"
                  .formatted(from.position(), event.position())));
    } else if (event != null && leaf == null) {
      findings.add(Trail.finding(Kind.ADDED, -1, event, "It is not in the log"));
    } else if (event != null && leaf != null && gone) {
      findings.add(changed(leaf, event));
      return;
    }
    if (leaf != null && gone) {
      findings.add(Trail.finding(Kind.DROPPED, index, leaf, "It was logged, but is not there"));
    }
  }

  private LogFinding changed(LoggedLeaf was, LoggedLeaf now) {
    String detail =
        was.names(now)
            ? "It is not the event that was logged"
            : "It is not the event that was logged, but %s/%d %s"
                .formatted(now.subject(), now.sequence(), now.type());
    return early == null
        ? Trail.finding(Kind.CHANGED, index, was, detail)
        : Trail.finding(
            Kind.BACK_DATED,
            index,
            was,
            detail + ", and its time, %s, is before that of earlier ones".formatted(early));
  }
}
