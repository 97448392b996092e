package io.fluxo.messages.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.fluxo.messages.value.Payload;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody did to a run by hand. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "what")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Intervention.Paused.class, name = "paused"),
  @JsonSubTypes.Type(value = Intervention.Continued.class, name = "continued"),
  @JsonSubTypes.Type(value = Intervention.Retried.class, name = "retried"),
  @JsonSubTypes.Type(value = Intervention.Skipped.class, name = "skipped"),
  @JsonSubTypes.Type(value = Intervention.Forced.class, name = "forced"),
  @JsonSubTypes.Type(value = Intervention.Rewound.class, name = "rewound"),
  @JsonSubTypes.Type(value = Intervention.Edited.class, name = "edited"),
  @JsonSubTypes.Type(value = Intervention.Discarded.class, name = "discarded"),
})
public sealed interface Intervention {

  /** Nothing new begins until the run is continued; what is under way ends and is recorded. */
  record Paused(Instant since) implements Intervention {}

  /** A paused run goes on. */
  record Continued() implements Intervention {}

  /**
   * A node gets another chance.
   *
   * @param ordinal its activation, 0 where the node is evaluated once more
   */
  record Retried(int ordinal, String node, int scope) implements Intervention {}

  /**
   * The run goes on as if the node had given this.
   *
   * @param ordinal its activation, 0 where it was a pure node that failed
   */
  record Skipped(int ordinal, String node, int scope, Payload output, @Nullable String branch)
      implements Intervention {}

  /**
   * The run goes on at another node.
   *
   * @param from the activation that is left, 0 for none
   */
  record Forced(int from, String to, int scope) implements Intervention {}

  /**
   * A scope is again as it was before one of its nodes was visited, and goes on at that node. What
   * happened since stays recorded.
   *
   * @param to the activation that is visited again, 0 for a pure node
   * @param vars the variables of the run as they were
   * @param outputs what the nodes of the scope had given
   * @param last what the last of them had given
   * @param error the failure that was being handled, {@link Payload#NULL} for none
   */
  record Rewound(
      int to,
      String node,
      int scope,
      Map<String, Payload> vars,
      Map<String, Payload> outputs,
      Payload last,
      Payload error)
      implements Intervention {}

  /**
   * Variables were changed.
   *
   * @param before what those that were changed had been; new ones are not in it
   * @param after what they are now; removed ones are not in it
   */
  record Edited(Map<String, Payload> before, Map<String, Payload> after) implements Intervention {}

  /** Nobody is going to mend the failure; it is off the list of what asks for a person. */
  record Discarded() implements Intervention {}
}
