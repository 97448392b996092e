package io.fluxo.connectors.code;

import java.io.ByteArrayOutputStream;

/** Keeps what a script prints, up to a limit; beyond it the script is stopped. */
final class BoundedOutput extends ByteArrayOutputStream {

  /** Ends the script from inside a write. */
  static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Full() {
      super("The output is larger than allowed", null, false, false);
    }
  }

  private final int limit;

  BoundedOutput(int limit) {
    this.limit = limit;
  }

  @Override
  public synchronized void write(int b) {
    room(1);
    super.write(b);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    room(length);
    super.write(bytes, offset, length);
  }

  private void room(int length) {
    if (length > limit - count) {
      throw new Full();
    }
  }
}
