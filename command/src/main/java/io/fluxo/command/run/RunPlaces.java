package io.fluxo.command.run;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.workflow.WorkflowId;

/** The places of workflows of which only so many runs may be under way at once. */
public interface RunPlaces {

  /**
   * Takes a place, in the current transaction, or gets in line for one.
   *
   * @return whether the run has a place
   */
  boolean take(Context context, WorkflowId workflow, RunId run, int most);

  /**
   * Gives a place back, or leaves the line, in the current transaction. Who is next is told after
   * its commit. A run that has no place gives none back.
   */
  void release(Context context, WorkflowId workflow, RunId run, int most);
}
