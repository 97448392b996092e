package io.fluxo.messages.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.value.Personal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a decision settled about a run. An activation is one visit of a node; those that
 * stay open between two decisions have an ordinal, counted from 1 in each run. A scope is where
 * names are looked up: 0 is the run itself, every branch of a parallel node and every item of a
 * {@code for_each} has its own.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Move.Evaluated.class, name = "evaluated"),
  @JsonSubTypes.Type(value = Move.Scheduled.class, name = "scheduled"),
  @JsonSubTypes.Type(value = Move.Parked.class, name = "parked"),
  @JsonSubTypes.Type(value = Move.Asked.class, name = "asked"),
  @JsonSubTypes.Type(value = Move.Resumed.class, name = "resumed"),
  @JsonSubTypes.Type(value = Move.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = Move.Opened.class, name = "opened"),
  @JsonSubTypes.Type(value = Move.Entered.class, name = "entered"),
  @JsonSubTypes.Type(value = Move.Left.class, name = "left"),
  @JsonSubTypes.Type(value = Move.Closed.class, name = "closed"),
  @JsonSubTypes.Type(value = Move.Abandoned.class, name = "abandoned"),
  @JsonSubTypes.Type(value = Move.Logged.class, name = "logged"),
  @JsonSubTypes.Type(value = Move.Held.class, name = "held"),
  @JsonSubTypes.Type(value = Move.FellBack.class, name = "fell_back"),
  @JsonSubTypes.Type(value = Move.Compensable.class, name = "compensable"),
  @JsonSubTypes.Type(value = Move.Undoing.class, name = "undoing"),
  @JsonSubTypes.Type(value = Move.Spent.class, name = "spent"),
  @JsonSubTypes.Type(value = Move.Queued.class, name = "queued"),
  @JsonSubTypes.Type(value = Move.Admitted.class, name = "admitted"),
})
public sealed interface Move {

  /**
   * A pure node was evaluated.
   *
   * @param branch the branch it took, null for the plain way on
   * @param set variables it changed
   */
  record Evaluated(
      String node,
      int scope,
      Payload output,
      @Nullable String branch,
      @Nullable Map<String, Payload> set)
      implements Move {}

  /** An effect was asked for; the step with this ordinal has its own stream. */
  record Scheduled(int ordinal, String node, int scope) implements Move {}

  /**
   * An activation waits for a time, an event, or both.
   *
   * @param due when it is woken, null for never
   * @param event the name of the event it waits for, null for none
   * @param correlation the value that the event must carry, null for any
   */
  record Parked(
      int ordinal,
      String node,
      int scope,
      @Nullable Instant due,
      @Nullable String event,
      @Personal @Nullable String correlation)
      implements Move {}

  /** People were asked for something; the task with this ordinal has its own stream. */
  record Asked(int ordinal, String node, int scope) implements Move {}

  /** An open activation ended well. */
  record Resumed(int ordinal, Payload output, @Nullable String branch) implements Move {}

  /**
   * A node failed.
   *
   * @param ordinal the activation that was open, 0 for a pure node
   * @param handler the node that takes over, null where the failure goes outwards
   */
  record Failed(int ordinal, String node, int scope, Failure failure, @Nullable String handler)
      implements Move {}

  /**
   * A parallel or for_each node opened.
   *
   * @param items the list that a for_each goes over; {@link Payload#NULL} for a parallel node
   */
  record Opened(int ordinal, String node, int scope, Payload items) implements Move {}

  /**
   * A branch or item of an open node began, in a scope of its own.
   *
   * @param scope the number of the new scope, counted from 1 in each run
   * @param block the ordinal of the open node
   * @param branch the branch of a parallel node, or the index of an item as text
   */
  record Entered(int scope, int block, String branch) implements Move {}

  /** A branch or item came to its end with a result. */
  record Left(int scope, Payload result) implements Move {}

  /**
   * An open parallel or for_each node is done; its output follows from the results of its scopes.
   */
  record Closed(int ordinal) implements Move {}

  /**
   * An open activation or block is no longer wanted: a join was satisfied without it, or a failure
   * passed over it.
   */
  record Abandoned(int ordinal) implements Move {}

  /** A node wrote to the log of the run. */
  record Logged(String node, String level, @Personal String message, @Nullable Payload data)
      implements Move {}

  /** A node is next, but the run is paused. */
  record Held(String node, int scope) implements Move {}

  /**
   * A node failed and something else takes its place.
   *
   * @param ordinal the activation that was open, 0 for a pure node
   * @param output what the node is taken to have given, null where another node is executed
   * @param to the node that is executed in its place, null where its output is fixed
   */
  record FellBack(
      int ordinal,
      String node,
      int scope,
      Failure failure,
      @Nullable Payload output,
      @Nullable String to)
      implements Move {}

  /** An effect that happened can be undone. */
  record Compensable(Undo undo) implements Move {}

  /**
   * The undoing of an effect was asked for, as a step of its own.
   *
   * @param of the ordinal of the effect
   */
  record Undoing(int ordinal, String node, int of) implements Move {}

  /** A step needed so many attempts more than one. */
  record Spent(int retries) implements Move {}

  /** As many runs of the workflow are under way as may be; this one waits for a place. */
  record Queued() implements Move {}

  /** The run has its place. */
  record Admitted() implements Move {}
}
