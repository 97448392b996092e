package io.fluxo.query.evidence;

import io.fluxo.messages.evidence.EventLeaf;
import io.fluxo.messages.evidence.LeafHasher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The leaves of one pass: of events one after the other, up to the first that is missing. */
final class Harvest {

  private final LeafHasher hasher;
  private final Map<String, List<LoggedLeaf>> leaves = new LinkedHashMap<>();
  private long position;
  private int count;
  private boolean gap;

  Harvest(long after, LeafHasher hasher) {
    this.position = after;
    this.hasher = hasher;
  }

  /**
   * Takes rows in the order of their positions.
   *
   * @param settled before that, what is missing is missing for ever
   */
  Harvest take(ResultSet rows, long settled) throws SQLException {
    while (rows.next()) {
      long next = EventRows.position(rows);
      if (next != position + 1 && next > settled) {
        gap = true;
        return this;
      }
      EventLeaf event = EventRows.leaf(rows);
      leaves
          .computeIfAbsent(EventRows.tenant(event.metadata()), tenant -> new ArrayList<>())
          .add(leaf(next, event, hasher));
      position = next;
      count++;
    }
    return this;
  }

  static LoggedLeaf leaf(long position, EventLeaf event, LeafHasher hasher) {
    return new LoggedLeaf(
        position, event.subject(), event.sequence(), event.type(), hasher.hash(event));
  }

  /** By tenant, in the order of the store. */
  Map<String, List<LoggedLeaf>> leaves() {
    return leaves;
  }

  /** The last position that was taken. */
  long position() {
    return position;
  }

  int count() {
    return count;
  }

  /** Whether there are events behind one that is missing, and may yet come. */
  boolean hasGap() {
    return gap;
  }
}
