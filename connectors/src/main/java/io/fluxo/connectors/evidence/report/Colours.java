package io.fluxo.connectors.evidence.report;

import io.fluxo.messages.document.Drawing.Shade;

/** The colours of a shade, as {@code #rrggbb}. */
record Colours(String fill, String line) {

  static Colours of(Shade shade) {
    return switch (shade) {
      case PALE -> new Colours("#f7f8fa", "#b4bdc9");
      case GOOD -> new Colours("#e3f4ea", "#2f8f5b");
      case BAD -> new Colours("#fde8e6", "#c0392b");
      case OPEN -> new Colours("#fdf3dc", "#b7791f");
    };
  }
}
