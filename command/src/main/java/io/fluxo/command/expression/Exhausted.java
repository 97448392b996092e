package io.fluxo.command.expression;

/** A bound was exceeded or a function refused; thrown through the library that evaluates. */
final class Exhausted extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The sentence continues after "The expression". */
  Exhausted(String sentence) {
    super(sentence, null, false, false);
  }
}
