package io.fluxo.messages.evidence;

import java.time.Instant;

/** Makes documents for people. */
public interface Printer {

  /**
   * A PDF of a page; the same arguments give the same bytes.
   *
   * @param xhtml a well-formed XHTML page with its style inside; nothing it names is fetched
   * @param title the title of the document
   * @param created when it was made, as it says of itself
   */
  byte[] pdf(String xhtml, String title, Instant created);
}
