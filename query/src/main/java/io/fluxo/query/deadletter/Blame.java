package io.fluxo.query.deadletter;

import io.fluxo.messages.fault.DatabaseFault;
import io.fluxo.messages.value.UnreadablePayload;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.serialization.SerializationException;

/**
 * Whether an event is to blame for a failure, and what may be said of it. Libraries quote what they
 * were given, so only our own sentences are kept.
 *
 * @param error the class of what was thrown first
 * @param message a sentence for the operator
 */
public record Blame(String error, String message) {

  private static final String FAILED = "The read models could not take the event in";
  private static final String UNREADABLE = "What is stored of the event cannot be read";

  /**
   * Whether the same event could be projected later without anybody repairing anything: the
   * database is away, slow or set up wrongly, this node lost its claim, or it has no memory left.
   */
  public static boolean isPassing(Throwable thrown) {
    boolean exhausted =
        thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError);
    return exhausted
        || thrown instanceof InterruptedException
        || isOrIsCausedBy(thrown, UnableToClaimTokenException.class)
        || isOrIsCausedBy(thrown, TooManyDeadEvents.class)
        || DatabaseFault.of(thrown).isPassing();
  }

  static Blame of(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String error = root.getClass().getName();
    if (root instanceof UnreadablePayload || root instanceof UnknownEvent) {
      return new Blame(error, String.valueOf(root.getMessage()));
    }
    boolean unreadable = isOrIsCausedBy(thrown, SerializationException.class);
    return new Blame(error, unreadable ? UNREADABLE : FAILED);
  }

  private static boolean isOrIsCausedBy(Throwable thrown, Class<?> type) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
