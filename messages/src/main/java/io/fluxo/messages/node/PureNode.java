package io.fluxo.messages.node;

import io.fluxo.messages.step.Effect;

/**
 * A node that only computes. It runs inside the run's own command handling: it must be quick, must
 * not block, and must give the same answer for the same input.
 */
public interface PureNode extends NodeType {

  @Override
  default Effect effect() {
    return Effect.PURE;
  }

  /**
   * Computes the node.
   *
   * @throws NodeFailure when the data does not allow it
   */
  Evaluation evaluate(PureInput input) throws NodeFailure;
}
