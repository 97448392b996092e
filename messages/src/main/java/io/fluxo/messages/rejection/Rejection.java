package io.fluxo.messages.rejection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command or query that is refused. It changes nothing and is no fault of the program. */
public class Rejection extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The kinds of refusal; the edge maps each to one HTTP status. */
  public enum Code {
    /** There is no such thing for this caller. */
    NOT_FOUND,
    /** The thing is in a state that does not allow it. */
    INVALID_STATE,
    /** The input is wrong; {@link Rejection#problems()} tells where. */
    INVALID_INPUT,
    /** Somebody else changed or holds it. */
    CONFLICT,
    /** The same idempotency key was used with another request. */
    KEY_REUSED,
    /** The caller may not do that. */
    FORBIDDEN,
    /** A size or count limit is exceeded. */
    TOO_LARGE,
    /** The service cannot take it now; it may later. */
    UNAVAILABLE,
    /** Whether it was done cannot be told: look before it is asked for again. */
    OUTCOME_UNKNOWN,
    /** What is stored of the thing cannot be read; somebody must repair it. */
    DAMAGED,
    /** What it would be decided upon was erased, and can never be read again. */
    ERASED
  }

  /**
   * One mistake in the input.
   *
   * @param pointer JSON pointer (RFC 6901) to the place, empty for the whole document
   * @param line line in the source text, from 1; 0 where there is no text
   * @param column column in the source text, from 1; 0 where there is no text
   * @param message what is wrong
   * @param expected what would be right, if that can be said
   */
  public record Problem(
      String pointer, int line, int column, String message, @Nullable String expected) {}

  private final Code code;
  private final transient List<Problem> problems;

  public Rejection(Code code, String message) {
    this(code, message, List.of());
  }

  public Rejection(Code code, String message, List<Problem> problems) {
    super(message, null, false, false);
    this.code = code;
    this.problems = List.copyOf(problems);
  }

  /**
   * Whether an error says nothing against what was asked: the same may be taken later. That holds
   * for all that is no rejection, and for rejections of a service that is busy or was cut off.
   */
  public static boolean isPassing(Throwable error) {
    return !(error instanceof Rejection rejection)
        || rejection.code == Code.UNAVAILABLE
        || rejection.code == Code.OUTCOME_UNKNOWN;
  }

  /** Whether an error says that what is stored of the thing cannot be read. */
  public static boolean isDamage(Throwable error) {
    return error instanceof Rejection rejection && rejection.code == Code.DAMAGED;
  }

  /** The sentence "Expected to verb thing, but it is state". */
  public static Rejection invalidState(String verb, String thing, String state) {
    return new Rejection(
        Code.INVALID_STATE, "Expected to %s %s, but it is %s".formatted(verb, thing, state));
  }

  /** The sentence "There is no thing". */
  public static Rejection notFound(String thing) {
    return new Rejection(Code.NOT_FOUND, "There is no " + thing);
  }

  public final Code code() {
    return code;
  }

  public final List<Problem> problems() {
    return problems;
  }
}
