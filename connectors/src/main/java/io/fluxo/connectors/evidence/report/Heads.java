package io.fluxo.connectors.evidence.report;

import io.fluxo.messages.document.Drawing.Arrow;
import io.fluxo.messages.document.Drawing.Point;

/** The heads of arrows. */
final class Heads {

  private static final double LENGTH = 8;
  private static final double HALF = 4;

  private Heads() {}

  /** The three corners: the tip first. */
  static Point[] of(Arrow arrow) {
    Point tip = arrow.points().getLast();
    Point before = arrow.points().get(arrow.points().size() - 2);
    double dx = tip.x() - before.x();
    double dy = tip.y() - before.y();
    double far = Math.max(Math.hypot(dx, dy), 0.001);
    double x = dx / far;
    double y = dy / far;
    return new Point[] {
      tip,
      new Point(tip.x() - LENGTH * x - HALF * y, tip.y() - LENGTH * y + HALF * x),
      new Point(tip.x() - LENGTH * x + HALF * y, tip.y() - LENGTH * y - HALF * x)
    };
  }
}
