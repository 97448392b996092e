package io.fluxo.connectors.evidence.pack;

import io.fluxo.messages.document.Label;

/**
 * The words of a report, in Portuguese with English beneath, or in English alone.
 *
 * @param language {@code pt-BR} or {@code en}
 */
public record Words(String language) {

  /** Portuguese of Brazil. */
  public static final String PORTUGUESE = "pt-BR";

  Label label(String portuguese, String english) {
    return isPortuguese() ? new Label(portuguese, english) : Label.of(english);
  }

  String sentence(String portuguese, String english) {
    return isPortuguese() ? portuguese + " / " + english : english;
  }

  /** A word of ours; those of other languages stay as they are in the data. */
  String status(String status) {
    if (!isPortuguese()) {
      return status;
    }
    String portuguese =
        switch (status) {
          case "completed" -> "concluída";
          case "compensated" -> "compensada";
          case "failed" -> "falhou";
          case "cancelled" -> "cancelada";
          case "timeout" -> "tempo esgotado";
          case "succeeded" -> "bem-sucedido";
          case "evaluated" -> "avaliado";
          case "skipped" -> "pulado";
          case "fell_back" -> "substituído";
          case "retried" -> "repetido";
          case "unknown" -> "resultado desconhecido";
          default -> status;
        };
    return portuguese.equals(status) ? status : "%s (%s)".formatted(portuguese, status);
  }

  private boolean isPortuguese() {
    return language.startsWith("pt");
  }
}
