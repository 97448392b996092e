package io.fluxo.command.expression;

/**
 * A text that asks the budget while a regular expression reads it, so that no pattern runs away.
 */
final class BoundedText implements CharSequence {

  private final String text;
  private final Budget budget;

  BoundedText(String text, Budget budget) {
    this.text = text;
    this.budget = budget;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    budget.tick();
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
