package io.fluxo.connectors.evidence.report;

import io.fluxo.messages.document.Drawing;
import io.fluxo.messages.document.Drawing.Arrow;
import io.fluxo.messages.document.Drawing.Box;
import io.fluxo.messages.document.Drawing.Point;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/** A drawing on paper. */
final class PdfDrawing {

  private static final float NAME_SIZE = 10;
  private static final float SMALL_SIZE = 7.5f;

  private final PdfPaper paper;
  private final PDPageContentStream ink;
  private final float scale;
  private final float top;

  private PdfDrawing(PdfPaper paper, float scale) {
    this.paper = paper;
    this.ink = paper.ink();
    this.scale = scale;
    this.top = paper.place();
  }

  static void write(PdfPaper paper, Drawing drawing, float scale) {
    PdfDrawing here = new PdfDrawing(paper, scale);
    try {
      for (Arrow arrow : drawing.arrows()) {
        here.arrow(arrow);
      }
      for (Box box : drawing.boxes()) {
        here.box(box);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    paper.space((float) drawing.height() * scale + 6);
  }

  private float x(double x) {
    return PdfPaper.left() + (float) x * scale;
  }

  private float y(double y) {
    return top - (float) y * scale;
  }

  private void box(Box box) throws IOException {
    Colours colours = Colours.of(box.shade());
    ink.setNonStrokingColor(Color.decode(colours.fill()));
    ink.setStrokingColor(Color.decode(colours.line()));
    ink.setLineWidth(1.2f * scale);
    ink.addRect(
        x(box.x()),
        y(box.y() + box.height()),
        (float) box.width() * scale,
        (float) box.height() * scale);
    ink.fillAndStroke();
    boolean two = box.beneath() != null;
    middle(box, box.text(), NAME_SIZE, box.y() + box.height() / 2 + (two ? -2 : 4));
    if (box.beneath() != null) {
      middle(box, box.beneath(), SMALL_SIZE, box.y() + box.height() / 2 + 10);
    }
  }

  private void middle(Box box, String text, float size, double y) {
    String cut = paper.letters().shown(SvgDrawing.cut(text, box.width() - 10, size));
    float width = paper.letters().width(cut, size * scale, false);
    float x = x(box.x() + box.width() / 2) - width / 2;
    paper.text(x, y(y), cut, size * scale, false, false);
  }

  private void arrow(Arrow arrow) throws IOException {
    Color colour = Color.decode(Colours.of(arrow.shade()).line());
    ink.setStrokingColor(colour);
    ink.setNonStrokingColor(colour);
    ink.setLineWidth(1.3f * scale);
    List<Point> points = arrow.points();
    ink.moveTo(x(points.getFirst().x()), y(points.getFirst().y()));
    for (Point point : points.subList(1, points.size())) {
      ink.lineTo(x(point.x()), y(point.y()));
    }
    ink.stroke();
    Point[] head = Heads.of(arrow);
    ink.moveTo(x(head[0].x()), y(head[0].y()));
    ink.lineTo(x(head[1].x()), y(head[1].y()));
    ink.lineTo(x(head[2].x()), y(head[2].y()));
    ink.fill();
    if (arrow.label() != null) {
      paper.text(
          x(points.get(points.size() - 2).x() + 5),
          y(points.get(points.size() - 2).y() + 11),
          paper.letters().shown(arrow.label()),
          SMALL_SIZE * scale,
          false,
          false);
    }
  }
}
