package io.fluxo.command.workflow;

import org.jspecify.annotations.Nullable;

/**
 * What happens to a run where neither a node nor a handler helps.
 *
 * @param enabled whether any of this holds
 * @param maxRetries how often an effect is tried again whose node does not say, null for the usual
 * @param timeoutSeconds how long an attempt may take whose node does not say, null for the usual
 * @param fallbackFlowId the workflow that is executed in place of the rest of the run, if any
 * @param escalateToHuman whether the failure is laid before a person, before the run fails
 */
public record FallbackSettings(
    boolean enabled,
    @Nullable Integer maxRetries,
    @Nullable Integer timeoutSeconds,
    @Nullable String fallbackFlowId,
    boolean escalateToHuman) {

  public static final FallbackSettings NONE = new FallbackSettings(false, null, null, null, false);

  /** The workflow that stands in for the rest of a run, null where none does. */
  public @Nullable String workflow() {
    return enabled ? fallbackFlowId : null;
  }

  /** Whether a person is asked. */
  public boolean escalates() {
    return enabled && escalateToHuman;
  }
}
