package io.fluxo.messages.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What this node has just committed, told after the commit and on the committing thread: for waking
 * those who wait, not for deriving state. Events of other nodes are not told.
 */
public interface CommittedEvents {

  /** An event that was committed by this node. */
  record Committed(String subject, Object event, Map<String, ?> metaData, Instant time) {}

  /**
   * Calls the listener with each committed batch until the registration is closed. The listener
   * must be quick and must not throw.
   */
  Registration listen(Consumer<List<Committed>> listener);

  /** Ends the listening. */
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
