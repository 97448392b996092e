package io.fluxo.messages.value;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An exception as it may stand in a log: where it came from and of which class it was. What it said
 * is left out, for libraries quote what they were given, and that may be anybody's.
 */
public final class Unspoken extends Exception {

  private static final long serialVersionUID = 1L;

  private Unspoken(Throwable said, @Nullable Throwable cause) {
    super(said.getClass().getName(), cause, false, true);
    setStackTrace(said.getStackTrace());
  }

  /** The exception and its causes, without their words. */
  public static Unspoken of(Throwable said) {
    return of(said, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static Unspoken of(Throwable said, Set<Throwable> seen) {
    seen.add(said);
    Throwable cause = said.getCause();
    return new Unspoken(said, cause == null || seen.contains(cause) ? null : of(cause, seen));
  }
}
