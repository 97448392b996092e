package io.fluxo.api.report;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.document.Block;
import io.fluxo.messages.document.Label;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the pages of all reports have in common: Portuguese, with English beneath. */
final class Pages {

  static final String LANGUAGE = "pt-BR";

  private Pages() {}

  static Block.Facts about(Context context, Instant from, Instant to) {
    return new Block.Facts(
        List.of(
            fact("Controlador", "Tenant", context.tenant()),
            fact("Área de trabalho", "Workspace", context.workspace()),
            fact("De", "From", from.toString()),
            fact("Até (exclusive)", "To (not included)", to.toString())));
  }

  static Block.Fact fact(String text, String beneath, @Nullable Object value) {
    return new Block.Fact(new Label(text, beneath), value == null ? "–" : value.toString(), false);
  }

  static Block heading(int level, String text, String beneath) {
    return new Block.Heading(level, new Label(text, beneath));
  }

  static Block.Column column(String text, String beneath, int share) {
    return new Block.Column(new Label(text, beneath), share, false);
  }

  static String list(List<String> items) {
    return items.isEmpty() ? "–" : String.join(", ", items);
  }

  static String counts(Map<String, Long> counts) {
    return counts.isEmpty()
        ? "–"
        : counts.entrySet().stream()
            .map(each -> each.getKey() + ": " + each.getValue())
            .collect(Collectors.joining(", "));
  }

  static String seconds(@Nullable Double seconds) {
    return seconds == null ? "–" : String.format(Locale.ROOT, "%.1f s", seconds);
  }

  static List<String> row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cell.toString());
    }
    return row;
  }
}
