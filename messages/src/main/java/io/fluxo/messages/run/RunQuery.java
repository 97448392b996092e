package io.fluxo.messages.run;

import io.fluxo.messages.context.WorkspaceQuery;
import io.fluxo.messages.page.PageRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one can ask about runs. */
public sealed interface RunQuery extends WorkspaceQuery {

  /** One run. Answered with {@link RunView}, or a rejection NOT_FOUND. */
  record FindRun(String tenant, String workspace, RunId runId) implements RunQuery {}

  /** Runs, newest first. Answered with a page of {@link RunView}. */
  record ListRuns(
      String tenant,
      String workspace,
      @Nullable String workflow,
      @Nullable RunStatus status,
      @Nullable String businessKey,
      @Nullable Instant startedAfter,
      @Nullable Instant startedBefore,
      PageRequest page)
      implements RunQuery {}

  /**
   * Runs that ask for a person, newest first. Answered with a page of {@link RunView}.
   *
   * @param attention why, null for whatever reason
   * @param node the node at which it failed, null for any
   * @param errorClass the class of the failure, null for any
   */
  record ListDeadLetters(
      String tenant,
      String workspace,
      @Nullable Attention attention,
      @Nullable String workflow,
      @Nullable String node,
      @Nullable String errorClass,
      PageRequest page)
      implements RunQuery {}

  /**
   * What would be undone if the run were compensated now, in that order. Answered with a list of
   * {@link Undo}.
   */
  record PreviewUndo(String tenant, String workspace, RunId runId) implements RunQuery {}

  /** The steps of a run: effects and waits, in order. Answered with a list of {@link StepView}. */
  record ListSteps(String tenant, String workspace, RunId runId) implements RunQuery {}

  /** The log of a run, oldest first. Answered with a page of {@link LogLine}. */
  record ListLog(
      String tenant, String workspace, RunId runId, @Nullable LogLevel atLeast, PageRequest page)
      implements RunQuery {}

  /** What is queued and what was done. Answered with {@link QueueStatistics}. */
  record CountQueues(String tenant, String workspace) implements RunQuery {}
}
