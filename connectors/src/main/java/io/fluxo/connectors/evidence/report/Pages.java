package io.fluxo.connectors.evidence.report;

import io.fluxo.messages.document.Document;
import io.fluxo.messages.document.Printer;
import org.springframework.stereotype.Component;

/** Prints documents as pages for a browser and as pages of paper. */
@Component
public final class Pages implements Printer {

  /** Prints with nothing but what is in the program. */
  public Pages() {}

  @Override
  public String html(Document document) {
    return new HtmlPage().write(document);
  }

  @Override
  public byte[] pdf(Document document) {
    return PdfPages.write(document);
  }
}
