package io.fluxo.connectors.evidence;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How evidence is made.
 *
 * @param packs {@code automatic}: of every run that ends, in the background; {@code on-demand}:
 *     when somebody asks
 * @param tsa who stamps: {@code none}, {@code own}, or the address of an authority (RFC 3161)
 * @param language of the reports: {@code pt-BR} (with English beneath) or {@code en}
 * @param share how much of one core the background may take while runs are being started, in
 *     percent
 */
@ConfigurationProperties("fluxo.evidence")
record EvidenceSettings(
    @DefaultValue("automatic") String packs,
    @DefaultValue("none") String tsa,
    @DefaultValue("pt-BR") String language,
    @DefaultValue("5") int share) {

  EvidenceSettings {
    if (!packs.equals("automatic") && !packs.equals("on-demand")) {
      throw wrong("packs", "automatic or on-demand");
    }
    if (!language.equals("pt-BR") && !language.equals("en")) {
      throw wrong("language", "pt-BR or en");
    }
    if (share < 1 || share > 100) {
      throw wrong("share", "1 to 100");
    }
    if (!tsa.equals("none") && !tsa.equals("own") && !tsa.matches("https?://\\S+")) {
      throw wrong("tsa", "none, own or an address that begins with http");
    }
  }

  boolean isAutomatic() {
    return packs.equals("automatic");
  }

  private static IllegalArgumentException wrong(String setting, String expected) {
    return new IllegalArgumentException(
        "Expected fluxo.evidence.%s to be %s, but it is something else"
            .formatted(setting, expected));
  }
}
