package io.fluxo.command.workflow;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What holds for every run of a workflow.
 *
 * @param timeout how long a run may take, null for ever
 * @param maxVisits how often one node may be visited in one scope before the loop guard ends the
 *     run
 * @param onError the node that takes over a failure that no node handled, null for none
 * @param fallback the fallback settings as written, empty for none
 */
public record Settings(
    @Nullable Duration timeout,
    int maxVisits,
    @Nullable String onError,
    Map<String, Object> fallback) {

  public static final int DEFAULT_MAX_VISITS = 1000;
  public static final Settings DEFAULT = new Settings(null, DEFAULT_MAX_VISITS, null, Map.of());
}
