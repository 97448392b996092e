package io.fluxo.messages.document;

/**
 * Makes what people read. The same document gives the same bytes, and whatever stands in it is
 * shown as text: nothing of it is run or fetched.
 */
public interface Printer {

  /** A whole page of HTML with its style inside and no script. */
  String html(Document document);

  /** A PDF of A4 pages. */
  byte[] pdf(Document document);
}
