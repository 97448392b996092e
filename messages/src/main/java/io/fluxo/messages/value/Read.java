package io.fluxo.messages.value;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that somebody else knows how to read. */
final class Read implements Later {

  private final Supplier<? extends @Nullable Object> reading;
  // Two threads may both read it; they read the same.
  private volatile boolean done;
  private volatile @Nullable Object json;

  Read(Supplier<? extends @Nullable Object> reading) {
    this.reading = reading;
  }

  @Override
  public @Nullable Object json() {
    if (!done) {
      json = reading.get();
      done = true;
    }
    return json;
  }

  @Override
  public String words() {
    return "not read yet";
  }
}
