package io.fluxo.connectors.evidence.report;

import io.fluxo.messages.document.Block;
import io.fluxo.messages.document.Document;
import io.fluxo.messages.document.Drawing;
import io.fluxo.messages.document.Label;
import java.util.List;
import java.util.stream.IntStream;

/** A document as pages of paper, from the top to the bottom. */
final class PdfPages {

  private static final float TEXT = 9.5f;
  private static final float SMALL = 7f;
  private static final float CODE = 7.8f;
  private static final float LEADING = 1.35f;
  private static final float FACT = 135;
  private static final float GAP = 8;

  private final PdfPaper paper;

  private PdfPages(PdfPaper paper) {
    this.paper = paper;
  }

  static byte[] write(Document document) {
    try (PdfPaper paper = new PdfPaper(document)) {
      PdfPages pages = new PdfPages(paper);
      pages.label(document.title(), 18, 9);
      pages.paragraph(document.subject(), CODE + 1, true);
      document.blocks().forEach(pages::block);
      return paper.finish();
    }
  }

  private void block(Block block) {
    switch (block) {
      case Block.Heading heading -> {
        paper.space(heading.level() == 1 ? 16 : 9);
        paper.require(70);
        label(heading.label(), heading.level() == 1 ? 13 : 10.5f, SMALL + 0.5f);
        if (heading.level() == 1) {
          paper.rule(1);
        }
        paper.space(4);
      }
      case Block.Text text -> paragraph(text.text(), TEXT, false);
      case Block.Code code -> paragraph(code.text(), CODE, true);
      case Block.Facts facts -> facts.facts().forEach(this::fact);
      case Block.Table table -> table(table);
      case Block.Figure figure -> figure(figure);
    }
  }

  private void label(Label label, float size, float small) {
    for (String line : paper.letters().lines(label.text(), size, false, PdfPaper.WIDTH)) {
      paper.line(0, line, size, false, true);
    }
    if (label.beneath() != null) {
      paper.grey(true);
      for (String line : paper.letters().lines(label.beneath(), small, false, PdfPaper.WIDTH)) {
        paper.line(0, line, small, false, false);
      }
      paper.grey(false);
    }
  }

  private void paragraph(String text, float size, boolean code) {
    for (String line : paper.letters().lines(text, size, code, PdfPaper.WIDTH)) {
      paper.line(0, line, size, code, false);
    }
    paper.space(5);
  }

  private void fact(Block.Fact fact) {
    Cell name = cell(fact.label(), FACT - GAP);
    Cell value = cell(fact.value(), fact.code(), PdfPaper.WIDTH - FACT);
    row(List.of(name, value), List.of(FACT, PdfPaper.WIDTH - FACT));
  }

  private void table(Block.Table table) {
    int all = table.columns().stream().mapToInt(Block.Column::share).sum();
    List<Float> widths =
        table.columns().stream().map(each -> PdfPaper.WIDTH * each.share() / all).toList();
    List<Cell> head =
        IntStream.range(0, widths.size())
            .mapToObj(i -> cell(table.columns().get(i).label(), widths.get(i) - GAP))
            .toList();
    paper.require(60);
    row(head, widths);
    for (List<String> texts : table.rows()) {
      List<Cell> cells =
          IntStream.range(0, widths.size())
              .mapToObj(i -> cell(texts.get(i), table.columns().get(i).code(), widths.get(i) - GAP))
              .toList();
      if (paper.isFull(height(cells))) {
        paper.newPage();
        row(head, widths);
      }
      row(cells, widths);
    }
    paper.space(6);
  }

  /** What stands in a cell, broken into lines. */
  private record Cell(
      List<String> lines, float size, boolean code, boolean bold, List<String> beneath) {}

  private Cell cell(Label label, float width) {
    String beneath = label.beneath();
    return new Cell(
        paper.letters().lines(label.text(), TEXT - 0.5f, false, width),
        TEXT - 0.5f,
        false,
        true,
        beneath == null ? List.of() : paper.letters().lines(beneath, SMALL, false, width));
  }

  private Cell cell(String text, boolean code, float width) {
    float size = code ? CODE : TEXT - 0.5f;
    return new Cell(paper.letters().lines(text, size, code, width), size, code, false, List.of());
  }

  private static float height(List<Cell> cells) {
    float highest = 0;
    for (Cell cell : cells) {
      highest =
          Math.max(
              highest,
              cell.lines().size() * cell.size() * LEADING
                  + cell.beneath().size() * SMALL * LEADING);
    }
    return highest + 5;
  }

  /**
   * A row that is higher than a page is cut at its end: what is that long stands in other files.
   */
  private void row(List<Cell> cells, List<Float> widths) {
    float height = Math.min(height(cells), PdfPaper.HEIGHT);
    paper.require(height);
    float top = paper.place();
    float x = 0;
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      paper.place(top);
      for (String line : cell.lines()) {
        if (top - paper.place() + cell.size() * LEADING < height) {
          paper.line(x, line, cell.size(), cell.code(), cell.bold());
        }
      }
      paper.grey(true);
      for (String line : cell.beneath()) {
        paper.line(x, line, SMALL, false, false);
      }
      paper.grey(false);
      x += widths.get(i);
    }
    paper.place(top - height + 2);
    paper.rule(0.4f);
    paper.space(2);
  }

  private void figure(Block.Figure figure) {
    Drawing drawing = figure.drawing();
    float scale =
        (float)
            Math.min(
                1,
                Math.min(
                    PdfPaper.WIDTH / drawing.width(), (PdfPaper.HEIGHT - 30) / drawing.height()));
    paper.require((float) drawing.height() * scale + 24);
    PdfDrawing.write(paper, drawing, scale);
    paper.grey(true);
    paragraph(figure.caption(), SMALL + 0.5f, false);
    paper.grey(false);
  }
}
