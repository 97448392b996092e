package io.fluxo.command.node;

/** A text that may be read so many times only, so that no pattern of a schema runs away. */
final class CountedText implements CharSequence {

  private static final int MAX_READS = 10_000_000;

  private final String text;
  private int reads;

  CountedText(String text) {
    this.text = text;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (++reads > MAX_READS) {
      throw new IllegalStateException("A pattern reads its text too often");
    }
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
