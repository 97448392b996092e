package io.fluxo.command.seal;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.run.RunId;
import org.jspecify.annotations.Nullable;

/** The people that runs are about, without their names. */
public interface DataSubjects {

  /**
   * What stands for a person in a workspace, wherever the person comes from.
   *
   * @param identifier what identifies the person there: a CPF, an e-mail address, a number
   */
  String id(Context context, String identifier);

  /** The person that a run of the workspace is about, null for nobody in particular. */
  @Nullable String ofRun(Context context, RunId run);
}
