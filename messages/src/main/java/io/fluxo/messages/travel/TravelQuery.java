package io.fluxo.messages.travel;

import io.fluxo.messages.context.WorkspaceQuery;
import io.fluxo.messages.humantask.Acting;
import io.fluxo.messages.run.RunId;

/** What one can ask about how runs were. */
public sealed interface TravelQuery extends WorkspaceQuery {

  /**
   * A run as it was. Answered with {@link RunSituation}, or a rejection NOT_FOUND where it had not
   * begun.
   *
   * @param who sees the tasks that are shown
   */
  record FindSituation(String tenant, String workspace, RunId runId, RunPoint at, Acting who)
      implements TravelQuery {}

  /**
   * What became of a run between two points. Answered with {@link RunDifference}.
   *
   * @param who sees the tasks that are shown
   */
  record CompareSituations(
      String tenant, String workspace, RunId runId, RunPoint from, RunPoint to, Acting who)
      implements TravelQuery {}
}
