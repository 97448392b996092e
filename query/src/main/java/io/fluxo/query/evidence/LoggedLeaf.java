package io.fluxo.query.evidence;

import java.util.Arrays;

/**
 * A leaf of a log as it is stored: its hash, and which event it was, to find it again.
 *
 * @param position the event's place in the store
 * @param subject the stream of the event
 * @param sequence its place in the stream
 * @param type its name
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LoggedLeaf(long position, String subject, long sequence, String type, byte[] hash) {

  /** Whether it is the leaf of this event. */
  boolean is(LoggedLeaf event) {
    return Arrays.equals(hash, event.hash);
  }

  /** Whether it names the same event. */
  boolean names(LoggedLeaf event) {
    return position == event.position
        && sequence == event.sequence
        && subject.equals(event.subject)
        && type.equals(event.type);
  }
}
