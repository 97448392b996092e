package io.fluxo.messages.projection;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A set of read models that is fed by one processor.
 *
 * @param tables which they are
 * @param position the last event that is in them
 * @param head the last event there is
 * @param events how many positions lie between
 * @param millis how long the oldest of these waits
 * @param replay the replay that runs, or the last one
 */
public record ProjectionView(
    String name,
    List<String> tables,
    long position,
    long head,
    long events,
    long millis,
    @Nullable Replay replay) {

  /** What a replay does or came to. */
  public enum State {
    /** The old ones serve, the new ones are being made. */
    RUNNING,
    /** The new ones serve. */
    SWAPPED,
    /** The old ones serve. */
    FAILED,
    /** The old ones serve, and the node that made new ones is gone. */
    ABANDONED;

    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static State of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * The read models, made anew beside those that serve.
   *
   * @param position the last event that is in the new ones
   * @param target the last event that there was when it began
   * @param percent how much of the way to the last event there is now
   * @param perSecond events a second, since it began
   * @param etaSeconds when it is likely to be done
   * @param error why it failed
   */
  public record Replay(
      String id,
      State state,
      String actor,
      Instant startedAt,
      @Nullable Instant endedAt,
      long position,
      long target,
      double percent,
      double perSecond,
      @Nullable Long etaSeconds,
      @Nullable String error) {}
}
