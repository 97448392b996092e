package io.fluxo.command.expression;

import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.value.Failure;

/** How expressions fail: always with a sentence about the expression, never with the data. */
final class Refusals {

  private Refusals() {}

  static NodeFailure failure(String sentence) {
    return new NodeFailure(Failure.permanent(Failure.EXPRESSION, sentence));
  }

  /** The text of an expression for a message, cut to a readable length. */
  static String quote(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return "'" + (line.length() <= 80 ? line : line.substring(0, 77) + "...") + "'";
  }
}
