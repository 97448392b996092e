package io.fluxo.command.workflow;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What holds for every run of a workflow.
 *
 * @param timeout how long a run may take, null for ever
 * @param maxVisits how often one node may be visited in one scope before the loop guard ends the
 *     run
 * @param onError the node that takes over a failure that no node handled, null for none
 * @param retryBudget how many attempts more than one each all steps of a run may take together
 * @param priority 0 to 9, the higher the sooner among the runs of a tenant; null for 5
 * @param concurrency how many runs may be under way at once, null for any number
 * @param fallback what happens where nothing else helps
 * @param dataSubject the JSON pointer to what identifies, in the input, the person that a run is
 *     about; null where runs are about nobody in particular
 * @param retention how long after its end what a run holds is kept, null for as the workspace says
 */
public record Settings(
    @Nullable Duration timeout,
    int maxVisits,
    @Nullable String onError,
    int retryBudget,
    @Nullable Integer priority,
    @Nullable Integer concurrency,
    FallbackSettings fallback,
    @Nullable String dataSubject,
    @Nullable Duration retention) {

  public static final int DEFAULT_MAX_VISITS = 1000;
  public static final int DEFAULT_RETRY_BUDGET = 1000;
  public static final Settings DEFAULT =
      new Settings(
          null,
          DEFAULT_MAX_VISITS,
          null,
          DEFAULT_RETRY_BUDGET,
          null,
          null,
          FallbackSettings.NONE,
          null,
          null);
}
