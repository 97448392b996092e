package io.fluxo.connectors.evidence.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.document.Block;
import io.fluxo.messages.document.Document;
import io.fluxo.messages.document.Drawing;
import io.fluxo.messages.document.Label;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Documents as pages. */
class PagesTest {

  private static final String HOSTILE =
      "<script>alert('x')</script> \" & ' \u0000 \u202e \ud800 \uffff 漢字 😀 — ção";

  private final Pages pages = new Pages();

  private static Document document(Block... blocks) {
    return new Document(
        "pt-BR", new Label(HOSTILE, HOSTILE), HOSTILE, Instant.EPOCH, List.of(blocks));
  }

  private static Block[] all(String text) {
    Drawing drawing =
        new Drawing(
            200,
            80,
            List.of(new Drawing.Box(2, 2, 90, 30, text, text, Drawing.Shade.GOOD)),
            List.of(
                new Drawing.Arrow(
                    List.of(new Drawing.Point(5, 5), new Drawing.Point(90, 70)),
                    text,
                    Drawing.Shade.BAD)));
    Label label = new Label(text, text);
    return new Block[] {
      new Block.Heading(1, label),
      new Block.Heading(2, label),
      new Block.Text(text),
      new Block.Code(text + "\n" + text),
      new Block.Facts(List.of(new Block.Fact(label, text, true))),
      new Block.Table(
          List.of(new Block.Column(label, 1, true), new Block.Column(label, 2, false)),
          List.of(List.of(text, text))),
      new Block.Figure(drawing, text)
    };
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument read = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(read);
    }
  }

  @Test
  void nothingOfATextIsMarkup() {
    String page = pages.html(document(all(HOSTILE)));
    assertThat(page)
        .doesNotContain("<script")
        .doesNotContain("\u0000")
        .doesNotContain("\u202e")
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &quot; &amp;")
        .contains("漢字 😀 — ção");
  }

  @Test
  void aPdfHoldsTheSameText() throws IOException {
    byte[] pdf = pages.pdf(document(all(HOSTILE)));
    assertThat(text(pdf)).contains("alert('x')").contains("[U+6F22]").contains("ção");
    assertThat(pages.pdf(document(all(HOSTILE)))).isEqualTo(pdf);
  }

  @Test
  void longTextsBreakAndLongTablesGoOn() throws IOException {
    String word = "x".repeat(3_000);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      rows.add(List.of("row" + i, "y".repeat(200)));
    }
    byte[] pdf =
        pages.pdf(
            document(
                new Block.Text(word),
                new Block.Code(word),
                new Block.Table(
                    List.of(
                        new Block.Column(Label.of("One"), 1, false),
                        new Block.Column(Label.of("Two"), 3, true)),
                    rows),
                new Block.Facts(
                    List.of(new Block.Fact(Label.of("Long"), "z ".repeat(40_000), false)))));
    String text = text(pdf);
    assertThat(text).contains("row0").contains("row299");
    assertThat(text.chars().filter(c -> c == 'x').count()).isGreaterThanOrEqualTo(6_000);
  }

  @Test
  void whateverTheTextIsThereAreBoth() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 30; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(200); j > 0; j--) {
        text.append((char) random.nextInt(0x10000));
      }
      Document document = document(all(text.toString()));
      assertThat(pages.pdf(document)).as("seed %d", seed).isNotEmpty();
      assertThat(pages.html(document)).as("seed %d", seed).endsWith("</html>\n");
    }
  }
}
