package io.fluxo.messages.evidence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A place where the store, the log and its checkpoints do not agree.
 *
 * @param position the event's place in the store, 0 where it is about none
 * @param index the place in the log, from 0; -1 where it is about none
 * @param subject the stream of the event as it was logged, or as it stands in the store where it
 *     was added; null where it is about none
 * @param sequence its place in the stream
 * @param type its name
 * @param detail what was expected and what is there, in a sentence
 */
public record LogFinding(
    Kind kind,
    long position,
    long index,
    @Nullable String subject,
    @Nullable Long sequence,
    @Nullable String type,
    String detail) {

  /** What is wrong. */
  public enum Kind {
    /** The event is another than the one that was logged. */
    CHANGED,
    /** The event was logged and is not in the store. */
    DROPPED,
    /** The event stands among those that were logged, and was not logged. */
    ADDED,
    /** The event stands at another place than it was logged at. */
    REORDERED,
    /** The event's time is before a checkpoint that was signed before it came. */
    BACK_DATED,
    /** The stored log does not have the root that it says it has. */
    LOG_ALTERED,
    /** A checkpoint is not the one that was signed, or is of another log. */
    CHECKPOINT_ALTERED;

    /** The name that answers use. */
    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that name. */
    @JsonCreator
    public static Kind of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }
}
