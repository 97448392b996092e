package io.fluxo.messages.document;

import java.time.Instant;
import java.util.List;

/**
 * A document, as what stands in it and not as how it looks.
 *
 * @param language as RFC 5646 names it, for example {@code pt-BR}
 * @param title what it is
 * @param subject what it is about, for example the id of a run
 * @param created when it was made, as it says of itself
 */
public record Document(
    String language, Label title, String subject, Instant created, List<Block> blocks) {

  public Document {
    blocks = List.copyOf(blocks);
  }
}
