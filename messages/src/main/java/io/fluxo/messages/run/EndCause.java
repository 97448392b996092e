package io.fluxo.messages.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Personal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a run comes to an end other than the one it was made for.
 *
 * @param node the node at which it failed, if it was at one
 * @param failure what went wrong, null for one that was cancelled
 * @param reason why it was cancelled, if somebody said
 */
public record EndCause(
    Kind kind,
    @Nullable String node,
    @Nullable Failure failure,
    @Personal @Nullable String reason) {

  /** The ways to come to such an end. */
  public enum Kind {
    FAILED,
    TIMED_OUT,
    CANCELLED;

    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Kind of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  public static EndCause failed(@Nullable String node, Failure failure) {
    return new EndCause(Kind.FAILED, node, failure, null);
  }

  public static EndCause timedOut(Failure failure) {
    return new EndCause(Kind.TIMED_OUT, null, failure, null);
  }

  public static EndCause cancelled(@Nullable String reason) {
    return new EndCause(Kind.CANCELLED, null, null, reason);
  }
}
