package io.fluxo.connectors.evidence.report;

import io.fluxo.messages.document.Drawing;
import io.fluxo.messages.document.Drawing.Arrow;
import io.fluxo.messages.document.Drawing.Box;
import io.fluxo.messages.document.Drawing.Point;
import java.util.Locale;
import java.util.stream.Collectors;

/** A drawing inside of a page. */
final class SvgDrawing {

  private static final int NAME_SIZE = 12;
  private static final int SMALL_SIZE = 9;
  private static final double LETTER = 0.56; // the width of a usual letter in relation to its size

  private final StringBuilder out;

  SvgDrawing(StringBuilder out) {
    this.out = out;
  }

  void write(Drawing drawing, String caption) {
    out.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%.0f\" height=\"%.0f\""
                + " viewBox=\"0 0 %.0f %.0f\" font-family=\"system-ui,sans-serif\">\n<title>",
            drawing.width(),
            drawing.height(),
            drawing.width(),
            drawing.height()));
    HtmlPage.escape(caption, out);
    out.append("</title>\n");
    drawing.arrows().forEach(this::arrow);
    drawing.boxes().forEach(this::box);
    out.append("</svg>\n");
  }

  private void box(Box box) {
    Colours colours = Colours.of(box.shade());
    out.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"6\" fill=\"%s\""
                + " stroke=\"%s\" stroke-width=\"1.4\"/>\n",
            box.x(),
            box.y(),
            box.width(),
            box.height(),
            colours.fill(),
            colours.line()));
    double middle = box.x() + box.width() / 2;
    boolean two = box.beneath() != null;
    text(
        middle,
        box.y() + box.height() / 2 + (two ? -2 : 4),
        NAME_SIZE,
        "middle",
        cut(box.text(), box.width() - 10, NAME_SIZE));
    if (box.beneath() != null) {
      text(
          middle,
          box.y() + box.height() / 2 + 11,
          SMALL_SIZE,
          "middle",
          cut(box.beneath(), box.width() - 10, SMALL_SIZE));
    }
  }

  private void arrow(Arrow arrow) {
    String colour = Colours.of(arrow.shade()).line();
    String line =
        arrow.points().stream()
            .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", point.x(), point.y()))
            .collect(Collectors.joining(" "));
    out.append(
        String.format(
            Locale.ROOT,
            "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\"/>\n",
            line,
            colour));
    Point[] head = Heads.of(arrow);
    out.append(
        String.format(
            Locale.ROOT,
            "<polygon points=\"%.1f,%.1f %.1f,%.1f %.1f,%.1f\" fill=\"%s\"/>\n",
            head[0].x(),
            head[0].y(),
            head[1].x(),
            head[1].y(),
            head[2].x(),
            head[2].y(),
            colour));
    if (arrow.label() != null) {
      Point bend = arrow.points().get(arrow.points().size() - 2);
      text(bend.x() + 5, bend.y() + 11, SMALL_SIZE, "start", arrow.label());
    }
  }

  private void text(double x, double y, int size, String anchor, String text) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%d\" text-anchor=\"%s\" fill=\"#1b2430\">",
            x,
            y,
            size,
            anchor));
    HtmlPage.escape(text, out);
    out.append("</text>\n");
  }

  static String cut(String text, double width, double size) {
    int fits = (int) (width / (size * LETTER));
    return text.codePointCount(0, text.length()) <= fits
        ? text
        : text.substring(0, text.offsetByCodePoints(0, Math.max(1, fits - 1))) + "…";
  }
}
