package io.fluxo.api.hook;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the header with the signature says. A plain one is a signature, or several with spaces
 * between them: {@code sha256=…}, {@code v1,… v1,…}. A list has commas between its parts, one of
 * them the time: {@code t=1700000000,v1=…,v1=…}. There are several signatures while a secret is
 * being replaced.
 */
final class SignatureHeader {

  private static final int MOST_PARTS = 20;
  private static final String TIME = "t=";
  private static final String DEFAULT_LIST_PREFIX = "v1=";

  private final List<String> parts;
  private final boolean list;

  private SignatureHeader(List<String> parts, boolean list) {
    this.parts = parts;
    this.list = list;
  }

  /** Reads a header, as a list or as a plain one. */
  static SignatureHeader of(String header, boolean list) {
    List<String> parts = new ArrayList<>();
    for (String part : header.strip().split(list ? "," : "\\s+", MOST_PARTS)) {
      parts.add(part.strip());
    }
    return new SignatureHeader(parts, list);
  }

  /** The time in a list, as it was written, or null. */
  @Nullable String timestamp() {
    return after(TIME).stream().findFirst().orElse(null);
  }

  /** What follows the prefix, wherever it is there. */
  List<String> signatures(@Nullable String prefix) {
    if (prefix == null) {
      return after(list ? DEFAULT_LIST_PREFIX : "");
    }
    return after(prefix);
  }

  private List<String> after(String prefix) {
    return parts.stream()
        .filter(part -> part.startsWith(prefix))
        .map(part -> part.substring(prefix.length()))
        .toList();
  }
}
