package io.fluxo.command.run;

import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** A visit of a node that is still open. */
sealed interface Activation {

  String node();

  int scope();

  /** An effect that was asked for. */
  record Step(String node, int scope) implements Activation {}

  /** A wait for a time, an event, or both. */
  record Parked(
      String node,
      int scope,
      @Nullable Instant due,
      @Nullable String event,
      @Nullable String correlation)
      implements Activation {}

  /** A human task that was asked for. */
  record Task(String node, int scope) implements Activation {}

  /**
   * A failure that was laid before a person.
   *
   * @param step whether there is a step of this ordinal that failed
   */
  record Escalated(String node, int scope, Failure failure, boolean step) implements Activation {}

  /** The undoing of an effect. */
  record Undoes(String node, int of) implements Activation {
    @Override
    public int scope() {
      return 0;
    }
  }

  /**
   * A parallel or for_each node with its branches.
   *
   * @param items what a for_each goes over; null for a parallel node
   * @param entered how many branches or items have begun
   * @param results the results of those that came to their end, by branch
   */
  record Block(
      String node,
      int scope,
      @Nullable List<Object> items,
      int entered,
      PMap<String, Object> results)
      implements Activation {

    static Block opened(String node, int scope, Payload items) {
      return new Block(node, scope, list(items), 0, HashTreePMap.empty());
    }

    @SuppressWarnings("unchecked") // elements of a JSON array
    static @Nullable List<Object> list(Payload items) {
      return (List<Object>) items.json();
    }

    Block withEntered() {
      return new Block(node, scope, items, entered + 1, results);
    }

    Block withResult(String branch, Object result) {
      return new Block(node, scope, items, entered, results.plus(branch, result));
    }
  }
}
