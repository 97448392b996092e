package io.fluxo.messages.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Boxes and the arrows between them, in points from the upper left corner.
 *
 * @param arrows drawn beneath the boxes
 */
public record Drawing(double width, double height, List<Box> boxes, List<Arrow> arrows) {

  public Drawing {
    boxes = List.copyOf(boxes);
    arrows = List.copyOf(arrows);
  }

  /** What a box or arrow says by its colour. */
  public enum Shade {
    /** Nothing happened there. */
    PALE,
    /** It went well, or the run came this way. */
    GOOD,
    /** It failed. */
    BAD,
    /** It is open, or was passed over. */
    OPEN
  }

  /**
   * A box.
   *
   * @param text its name; what does not fit is cut off
   * @param beneath a second line in small letters, null for none
   */
  public record Box(
      double x,
      double y,
      double width,
      double height,
      String text,
      @Nullable String beneath,
      Shade shade) {}

  /** A place. */
  public record Point(double x, double y) {}

  /**
   * An arrow along a line of points, with its head at the last.
   *
   * @param points two or more
   * @param label what stands beside its last bend, null for nothing
   */
  public record Arrow(List<Point> points, @Nullable String label, Shade shade) {

    public Arrow {
      points = List.copyOf(points);
    }
  }
}
