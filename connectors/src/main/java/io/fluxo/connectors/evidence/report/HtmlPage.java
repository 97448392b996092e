package io.fluxo.connectors.evidence.report;

import io.fluxo.messages.document.Block;
import io.fluxo.messages.document.Document;
import io.fluxo.messages.document.Label;
import java.util.List;

/** A document as one page of HTML that needs nothing else and runs nothing. */
final class HtmlPage {

  private static final String STYLE =
      """
      body{font:15px/1.5 system-ui,sans-serif;color:#1b2430;max-width:60rem;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.7rem;line-height:1.25;margin:0}
      h2{font-size:1.2rem;margin:2.2rem 0 .6rem;border-bottom:2px solid #d8dee6;padding-bottom:.25rem}
      h3{font-size:1rem;margin:1.4rem 0 .4rem}
      small{display:block;font-size:.78em;font-weight:400;color:#5b6776}
      table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem;table-layout:fixed}
      th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid #e3e8ee;overflow-wrap:anywhere}
      th{font-weight:600}
      .facts th{width:13rem}
      code,pre{font:13px/1.45 ui-monospace,monospace;overflow-wrap:anywhere;white-space:pre-wrap}
      pre{background:#f4f6f9;padding:.7rem .9rem;border-radius:6px}
      figure{margin:1rem 0;overflow-x:auto}
      figcaption{color:#5b6776;font-size:.85em}
      svg{max-width:100%;height:auto}
      @media print{body{margin:0;max-width:none}}
      """;

  private final StringBuilder out = new StringBuilder();

  String write(Document document) {
    out.append("<!doctype html>\n<html lang=\"");
    text(document.language());
    out.append("\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\"");
    out.append(" content=\"width=device-width\">\n<meta http-equiv=\"Content-Security-Policy\"");
    out.append(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>");
    text(document.title().text() + " — " + document.subject());
    out.append("</title>\n<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n<h1>");
    label(document.title());
    out.append("</h1>\n<p><code>");
    text(document.subject());
    out.append("</code></p>\n");
    document.blocks().forEach(this::block);
    out.append("</body>\n</html>\n");
    return out.toString();
  }

  private void block(Block block) {
    switch (block) {
      case Block.Heading heading -> {
        String tag = heading.level() == 1 ? "h2>" : "h3>";
        out.append('<').append(tag);
        label(heading.label());
        out.append("</").append(tag).append('\n');
      }
      case Block.Text text -> within("p", text.text());
      case Block.Code code -> within("pre", code.text());
      case Block.Facts facts -> facts(facts.facts());
      case Block.Table table -> table(table);
      case Block.Figure figure -> {
        out.append("<figure>\n");
        new SvgDrawing(out).write(figure.drawing(), figure.caption());
        within("figcaption", figure.caption());
        out.append("</figure>\n");
      }
    }
  }

  private void facts(List<Block.Fact> facts) {
    out.append("<table class=\"facts\">\n");
    for (Block.Fact fact : facts) {
      out.append("<tr><th scope=\"row\">");
      label(fact.label());
      out.append("</th>");
      cell(fact.value(), fact.code());
      out.append("</tr>\n");
    }
    out.append("</table>\n");
  }

  private void table(Block.Table table) {
    int all = table.columns().stream().mapToInt(Block.Column::share).sum();
    out.append("<table>\n<tr>");
    for (Block.Column column : table.columns()) {
      out.append("<th scope=\"col\" style=\"width:").append(column.share() * 100 / all);
      out.append("%\">");
      label(column.label());
      out.append("</th>");
    }
    out.append("</tr>\n");
    for (List<String> row : table.rows()) {
      out.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        cell(row.get(i), table.columns().get(i).code());
      }
      out.append("</tr>\n");
    }
    out.append("</table>\n");
  }

  private void cell(String text, boolean code) {
    out.append(code ? "<td><code>" : "<td>");
    text(text);
    out.append(code ? "</code></td>" : "</td>");
  }

  private void within(String tag, String text) {
    out.append('<').append(tag).append('>');
    text(text);
    out.append("</").append(tag).append(">\n");
  }

  private void label(Label label) {
    text(label.text());
    if (label.beneath() != null) {
      out.append("<small lang=\"en\">");
      text(label.beneath());
      out.append("</small>");
    }
  }

  private void text(String text) {
    escape(text, out);
  }

  /** Writes text so that nothing of it is markup; what no page may hold is shown as a box. */
  static void escape(String text, StringBuilder out) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isUnspeakable(c) ? 0xfffd : c);
              }
            });
  }

  /** Control characters, halves of pairs, and what turns the direction of writing. */
  static boolean isUnspeakable(int c) {
    return (c < 0x20 && c != '\n' && c != '\t')
        || (c >= 0x7f && c < 0xa0)
        || (c >= 0xd800 && c < 0xe000)
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069)
        || (c & 0xfffe) == 0xfffe;
  }
}
