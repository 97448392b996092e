package io.fluxo.command.run;

import io.fluxo.messages.run.EndCause;
import io.fluxo.messages.run.Undo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What of a run's state is not the plain way through its graph: who stopped it, what can be undone,
 * what stands in for what.
 *
 * @param setback what the run came from when it failed, null where it did not
 * @param discarded whether somebody gave up on the failure
 * @param fellBack whether the workflow that stands in for the whole run was asked for
 * @param retries how many attempts more than one each the steps that ended have taken
 * @param deadline when it is ended, null for never
 */
record Control(
    Hold hold,
    Undoing undoing,
    @Nullable Setback setback,
    boolean discarded,
    boolean fellBack,
    int retries,
    @Nullable Instant deadline) {

  /** A node that is to be visited. */
  record Token(String node, int scope) {}

  /**
   * A pause.
   *
   * @param since since when nothing new begins, null where the run is not paused
   * @param queued whether it waits for a place among the runs of its workflow
   * @param tokens the nodes that are next once the run is continued
   */
  record Hold(@Nullable Instant since, boolean queued, PVector<Token> tokens) {
    static final Hold NONE = new Hold(null, false, TreePVector.empty());

    Hold with(Token token) {
      return new Hold(since, queued, tokens.plus(token));
    }

    Hold pausing(@Nullable Instant from) {
      return new Hold(from, queued, tokens);
    }

    Hold queueing(boolean whether) {
      return new Hold(since, whether, tokens);
    }

    /** Without what is next, for somebody goes on with it. */
    Hold released() {
      return new Hold(since, queued, TreePVector.empty());
    }

    /** Whether nothing new begins. */
    boolean holds() {
      return since != null || queued;
    }

    /** Without what would be next in a scope. */
    Hold without(int scope) {
      PVector<Token> left = tokens;
      for (Token token : tokens) {
        if (token.scope() == scope) {
          left = left.minus((Object) token);
        }
      }
      return new Hold(since, queued, left);
    }
  }

  /**
   * What can be undone, and what is.
   *
   * @param effects what was done, oldest first
   * @param done the ordinals of the effects that are undone
   * @param failed the failed steps that were to undo something, by the effect's ordinal
   * @param cause why the run is about to end, null while it is not
   */
  record Undoing(
      PVector<Undo> effects,
      PMap<Integer, Boolean> done,
      PMap<Integer, Integer> failed,
      @Nullable EndCause cause) {

    static final Undoing NONE =
        new Undoing(TreePVector.empty(), HashTreePMap.empty(), HashTreePMap.empty(), null);

    Undoing with(Undo another) {
      return new Undoing(effects.plus(another), done, failed, cause);
    }

    Undoing because(@Nullable EndCause why) {
      return new Undoing(effects, done, failed, why);
    }

    Undoing undone(int of) {
      return new Undoing(effects, done.plus(of, true), failed.minus(of), cause);
    }

    Undoing failed(int of, int step) {
      return new Undoing(effects, done, failed.plus(of, step), cause);
    }

    Undoing again(int of) {
      return new Undoing(effects, done, failed.minus(of), cause);
    }

    /** What is still to be undone, in that order: the last effect first. */
    List<Undo> plan() {
      return effects.reversed().stream().filter(undo -> !done.containsKey(undo.of())).toList();
    }

    @Nullable Undo of(int ordinal) {
      for (Undo undo : effects) {
        if (undo.of() == ordinal) {
          return undo;
        }
      }
      return null;
    }
  }

  /**
   * Where a failure began that nothing handled, and the state that the run was in before.
   *
   * @param ordinal the activation that was open, 0 for a pure node
   */
  record Setback(RunState before, int ordinal, String node, int scope) {}

  static final Control NONE = new Control(Hold.NONE, Undoing.NONE, null, false, false, 0, null);

  boolean paused() {
    return hold.since() != null;
  }

  boolean holds() {
    return hold.holds();
  }

  Control with(Hold other) {
    return new Control(other, undoing, setback, discarded, fellBack, retries, deadline);
  }

  Control with(Undoing other) {
    return new Control(hold, other, setback, discarded, fellBack, retries, deadline);
  }

  Control with(@Nullable Setback other) {
    return new Control(hold, undoing, other, discarded, fellBack, retries, deadline);
  }

  Control discarding(boolean whether) {
    return new Control(hold, undoing, setback, whether, fellBack, retries, deadline);
  }

  Control fallingBack() {
    return new Control(hold, undoing, setback, discarded, true, retries, deadline);
  }

  Control spent(int more) {
    return new Control(hold, undoing, setback, discarded, fellBack, retries + more, deadline);
  }

  Control until(@Nullable Instant other) {
    return new Control(hold, undoing, setback, discarded, fellBack, retries, other);
  }
}
