package io.fluxo.messages.calendar;

import io.fluxo.messages.calendar.Pieces.Piece;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Objects;

/**
 * A time of a date, as its hours count it: their end may be 24:00 of the date itself.
 *
 * @param second of the day, 0 to 86,400
 * @param nano of the second
 * @param offset of the clocks where it comes from
 */
record Place(LocalDate date, long second, int nano, ZoneOffset offset) {

  private static final long DAY = Hours.MINUTES_OF_DAY * 60L;

  /** Where an instant is that is in a piece, or at its end. */
  static Place of(Piece piece, Instant instant) {
    long midnight = piece.date().toEpochDay() * DAY - piece.offset().getTotalSeconds();
    return new Place(
        piece.date(), instant.getEpochSecond() - midnight, instant.getNano(), piece.offset());
  }

  /** The same time of another date; where it is not worked then, its next hours or its end. */
  Place onOrAfter(LocalDate other, List<Hours> day) {
    for (Hours hours : day) {
      if (isBefore(hours.start())) {
        return at(other, hours.start());
      }
      if (isBefore(hours.end())) {
        return new Place(other, second, nano, offset);
      }
    }
    return at(other, day.getLast().end());
  }

  /** The same time of another date; where it is not worked then, the hours before or its start. */
  Place onOrBefore(LocalDate other, List<Hours> day) {
    for (Hours hours : day.reversed()) {
      if (!isBefore(hours.end())) {
        return at(other, hours.end());
      }
      if (!isBefore(hours.start())) {
        return new Place(other, second, nano, offset);
      }
    }
    return at(other, day.getFirst().start());
  }

  /**
   * The instant: of a time that clocks skip their change, of one that they repeat the same offset.
   */
  Instant instant(ZoneRules rules) {
    LocalDateTime local = date.atStartOfDay().plusSeconds(second).withNano(nano);
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    if (offsets.isEmpty()) {
      return Objects.requireNonNull(rules.getTransition(local)).getInstant();
    }
    return local.toInstant(second < DAY && offsets.contains(offset) ? offset : offsets.getFirst());
  }

  private boolean isBefore(int minute) {
    return second < minute * 60L;
  }

  private Place at(LocalDate other, int minute) {
    return new Place(other, minute * 60L, 0, offset);
  }
}
