package io.fluxo.command.run;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.run.RunId;

/** Tells the step that waits for a run that the run has ended: surely, and after the commit. */
public interface ParentNotices {

  /** Notes, in the current transaction, that the run has ended and its parent is to be told. */
  void ended(RunId child, Context context);
}
