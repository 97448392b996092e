package io.fluxo.command.node;

import io.fluxo.messages.node.Evaluation;
import io.fluxo.messages.node.PureInput;
import io.fluxo.messages.node.PureNode;

/** A node at which runs begin. Whoever listens outside reads its configuration. */
abstract class TriggerNode implements PureNode {

  /** Hands on the input of the run. */
  @Override
  public final Evaluation evaluate(PureInput input) {
    return Evaluation.of(input.scope().get("input"));
  }
}
