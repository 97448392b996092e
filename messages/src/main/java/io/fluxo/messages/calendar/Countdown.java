package io.fluxo.messages.calendar;

import io.fluxo.messages.calendar.Pieces.Piece;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes pieces until so much working time is together. */
final class Countdown implements Predicate<Piece> {

  private Duration left;
  private @Nullable Piece last;

  Countdown(Duration wanted) {
    this.left = wanted;
  }

  /** Is enough with any piece. */
  static Countdown ofOne() {
    return new Countdown(Duration.ofNanos(1));
  }

  @Override
  public boolean test(Piece piece) {
    Duration length = Duration.between(piece.start(), piece.end());
    if (length.compareTo(left) >= 0) {
      last = piece;
      return true;
    }
    left = left.minus(length);
    return false;
  }

  /** How much is still wanted: of the last piece, where it was enough. */
  Duration left() {
    return left;
  }

  /** The piece that made it enough. */
  Piece last() {
    return Objects.requireNonNull(last);
  }
}
