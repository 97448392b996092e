package io.fluxo.command.workflow;

import io.fluxo.messages.step.StepPolicy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node of a definition.
 *
 * @param config as written, placeholders unresolved
 * @param next the plain way on, null where the branch ends
 * @param branches the other ways on, by name
 * @param policy retry and time-out, null for the defaults
 * @param onError the node that takes over a failure of this one
 * @param fallback the fallback as written, null for none
 * @param compensate the node that undoes this one, null for none
 */
public record NodeDefinition(
    String id,
    String type,
    @Nullable String name,
    Map<String, Object> config,
    @Nullable String next,
    Map<String, String> branches,
    @Nullable StepPolicy policy,
    @Nullable String onError,
    @Nullable Map<String, Object> fallback,
    @Nullable String compensate) {

  /** Whether runs begin here, and nothing leads here. */
  public boolean isTrigger() {
    return Triggers.TYPES.contains(type);
  }
}
