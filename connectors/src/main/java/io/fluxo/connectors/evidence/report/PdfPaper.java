package io.fluxo.connectors.evidence.report;

import io.fluxo.messages.document.Document;
import io.fluxo.messages.value.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/** Sheets of A4 on which lines of text are put, one beneath the other. */
final class PdfPaper implements AutoCloseable {

  private static final float MARGIN = 50;
  private static final float FOOT = 26;
  private static final float LEADING = 1.35f;
  private static final float[] INK = {0.106f, 0.141f, 0.188f};
  private static final float[] GREY = {0.357f, 0.404f, 0.463f};

  static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
  static final float HEIGHT = PDRectangle.A4.getHeight() - 2 * MARGIN;

  private final PDDocument pdf = new PDDocument();
  private final Document document;
  private final Letters letters;
  private PDPageContentStream ink;
  private float place;
  private boolean grey;

  PdfPaper(Document document) {
    this.document = document;
    try {
      this.letters = new Letters(pdf);
      this.ink = sheet();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PDPageContentStream sheet() throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    pdf.addPage(page);
    place = PDRectangle.A4.getHeight() - MARGIN;
    return new PDPageContentStream(pdf, page);
  }

  Letters letters() {
    return letters;
  }

  PDPageContentStream ink() {
    return ink;
  }

  /** How high the next line begins, counted from the lower edge. */
  float place() {
    return place;
  }

  void place(float height) {
    place = height;
  }

  void space(float height) {
    place -= height;
  }

  boolean isFull(float height) {
    return place - height < MARGIN;
  }

  /** Goes to another sheet where so much does not fit on this one. */
  void require(float height) {
    if (isFull(height)) {
      newPage();
    }
  }

  void newPage() {
    try {
      ink.close();
      ink = sheet();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void grey(boolean on) {
    grey = on;
  }

  /** A line of text; goes to another sheet where this one is full. */
  void line(float x, String text, float size, boolean code, boolean bold) {
    require(size * LEADING);
    place -= size * LEADING;
    text(MARGIN + x, place + size * (LEADING - 1), text, size, code, bold);
  }

  /** A text at a place. */
  void text(float x, float y, String text, float size, boolean code, boolean bold) {
    try {
      float[] colour = grey ? GREY : INK;
      ink.setNonStrokingColor(colour[0], colour[1], colour[2]);
      ink.setStrokingColor(colour[0], colour[1], colour[2]);
      ink.beginText();
      ink.setRenderingMode(bold ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
      ink.setLineWidth(size / 32); // a stroke around each letter is what makes it bold
      ink.setFont(letters.font(text, code), size);
      ink.newLineAtOffset(x, y);
      ink.showText(text);
      ink.endText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void rule(float width) {
    try {
      ink.setStrokingColor(0.847f, 0.871f, 0.902f);
      ink.setLineWidth(width);
      ink.moveTo(MARGIN, place);
      ink.lineTo(MARGIN + WIDTH, place);
      ink.stroke();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static float left() {
    return MARGIN;
  }

  /** The file; its id is of what stands in it, so that the same document is the same bytes. */
  byte[] finish() {
    try {
      ink.close();
      int pages = pdf.getNumberOfPages();
      for (int i = 0; i < pages; i++) {
        foot(pdf.getPage(i), i + 1, pages);
      }
      PDDocumentInformation about = new PDDocumentInformation();
      about.setTitle(document.title().text());
      about.setSubject(document.subject());
      about.setCreationDate(calendar(document.created()));
      about.setModificationDate(calendar(document.created()));
      about.setProducer("Fluxo");
      pdf.setDocumentInformation(about);
      pdf.getDocumentCatalog().setLanguage(document.language());
      pdf.setDocumentId(
          ByteBuffer.wrap(Sha256.of(document.toString().getBytes(StandardCharsets.UTF_8)))
              .getLong());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      pdf.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void foot(PDPage page, int number, int of) throws IOException {
    try (PDPageContentStream foot =
        new PDPageContentStream(pdf, page, PDPageContentStream.AppendMode.APPEND, true, true)) {
      ink = foot;
      grey = true;
      String count = String.format(Locale.ROOT, "%d / %d", number, of);
      text(MARGIN, FOOT, letters.shown(document.subject()), 7, true, false);
      text(MARGIN + WIDTH - letters.width(count, 7, false), FOOT, count, 7, false, false);
    }
  }

  private static Calendar calendar(Instant time) {
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
    calendar.setTimeInMillis(time.toEpochMilli());
    return calendar;
  }

  @Override
  public void close() {
    try {
      pdf.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
