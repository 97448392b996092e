package io.fluxo.api.limit;

import io.fluxo.api.problem.Refused;
import io.fluxo.messages.rejection.Rejection;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.springframework.http.HttpStatus;

/** A body that ends at a size and after a time. */
final class BoundedBody extends ServletInputStream {

  /** Of all bodies but those that are files. */
  static final long MOST = 2L << 20;

  private final ServletInputStream stream;
  private final long most;
  private final LongSupplier ticker;
  private final long end;
  private long read;

  /**
   * Bounds a stream.
   *
   * @param most how many bytes it may have
   * @param nanos how long it may take from now on
   */
  BoundedBody(ServletInputStream stream, long most, LongSupplier ticker, long nanos) {
    this.stream = stream;
    this.most = most;
    this.ticker = ticker;
    this.end = ticker.getAsLong() + nanos;
  }

  static Rejection tooLarge(long most) {
    return new Rejection(
        Rejection.Code.TOO_LARGE, "The body is larger than " + most + " bytes: send less");
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = stream.read(into, offset, length);
    if (count < 0) {
      return count;
    }
    read += count;
    if (read > most) {
      throw tooLarge(most);
    }
    if (ticker.getAsLong() - end > 0) {
      throw new Refused(
          HttpStatus.REQUEST_TIMEOUT, "body_too_slow", "The body took too long: send it faster");
    }
    return count;
  }

  @Override
  public int available() throws IOException {
    return stream.available();
  }

  @Override
  public boolean isFinished() {
    return stream.isFinished();
  }

  @Override
  public boolean isReady() {
    return stream.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    stream.setReadListener(listener);
  }
}
