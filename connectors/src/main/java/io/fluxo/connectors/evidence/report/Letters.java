package io.fluxo.connectors.evidence.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** The letters of a PDF: which there are, how wide they are, and where a line of them breaks. */
final class Letters {

  static {
    FontMappers.set(new OneFont());
  }

  private static final float UNITS = 1000;

  private final PDFont sans;
  private final PDFont code = new PDType1Font(Standard14Fonts.FontName.COURIER);
  private final Map<Integer, String> known = new HashMap<>();

  Letters(PDDocument document) throws IOException {
    try (InputStream in = OneFont.open()) {
      this.sans = PDType0Font.load(document, in, true);
    }
  }

  PDFont font(String text, boolean asCode) {
    return asCode && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f) ? code : sans;
  }

  /** The text in letters that there are; others by their number. */
  String shown(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.append(known.computeIfAbsent(c, this::letter)));
    return out.toString();
  }

  private String letter(int c) {
    if (c == '\n') {
      return "\n";
    }
    String letter = HtmlPage.isUnspeakable(c) || c == '\t' ? " " : Character.toString(c);
    try {
      sans.encode(letter);
      return letter;
    } catch (IOException | IllegalArgumentException e) {
      return String.format(Locale.ROOT, "[U+%04X]", c);
    }
  }

  /** The width of a text that is {@link #shown} so. */
  float width(String text, float size, boolean asCode) {
    try {
      return font(text, asCode).getStringWidth(text) / UNITS * size;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a text, broken between words where that is possible. */
  List<String> lines(String text, float size, boolean asCode, float width) {
    List<String> lines = new ArrayList<>();
    for (String part : shown(text).split("\n", -1)) {
      String rest = part;
      while (width(rest, size, asCode) > width) {
        int end = fitting(rest, size, asCode, width);
        int space = rest.lastIndexOf(' ', end);
        int cut = space > end / 2 ? space + 1 : end;
        lines.add(rest.substring(0, cut).stripTrailing());
        rest = rest.substring(cut);
      }
      lines.add(rest);
    }
    return lines;
  }

  /** How many characters fit, one at least; found by halving. */
  private int fitting(String text, float size, boolean asCode, float width) {
    int low = 1;
    int high = text.length();
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (width(text.substring(0, safe(text, middle)), size, asCode) <= width) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return safe(text, low);
  }

  /** Never between the halves of a pair. */
  private static int safe(String text, int end) {
    return end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? end + 1 : end;
  }
}
