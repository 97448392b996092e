package io.fluxo.messages.projection;

import java.util.List;

/** The read models of an installation, for whoever runs it. */
public interface Projections {

  /** All of them. */
  List<ProjectionView> all();

  /**
   * Begins to make the read models of a name anew, beside those that serve; these are replaced at
   * once when the new ones are as far.
   *
   * @param actor who wants it
   * @throws io.fluxo.messages.rejection.Rejection NOT_FOUND where there are none of that name,
   *     INVALID_STATE where a replay runs already
   */
  ProjectionView.Replay replay(String name, String actor);
}
