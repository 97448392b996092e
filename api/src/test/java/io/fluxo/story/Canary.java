package io.fluxo.story;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A secret value that must not be found again, in whatever way somebody wrote it. */
record Canary(String name, String value) {

  private static final Pattern HEX = Pattern.compile("\\\\x([0-9a-f]{16,})");

  /** The way in which the text holds the value, or its beginning; null where it does not. */
  String foundIn(String text) {
    String found = found(text);
    Matcher bytes = HEX.matcher(text);
    while (found == null && bytes.find()) {
      String hex = bytes.group(1);
      byte[] read = HexFormat.of().parseHex(hex.substring(0, hex.length() / 2 * 2));
      found = found(new String(read, StandardCharsets.ISO_8859_1));
    }
    return found;
  }

  private String found(String text) {
    for (String probe : probes()) {
      if (text.contains(probe)) {
        return probe;
      }
    }
    return null;
  }

  private Set<String> probes() {
    Set<String> probes = new LinkedHashSet<>();
    for (String part : new String[] {value, value.substring(0, 14)}) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      String url = URLEncoder.encode(part, StandardCharsets.UTF_8);
      probes.add(part);
      probes.add(url);
      probes.add(url.replace("+", "%20"));
      probes.add(part.replace("\\", "\\\\").replace("\"", "\\\""));
      probes.add(HexFormat.of().formatHex(bytes));
      probes.add(HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT));
      for (int before = 0; before < 3; before++) {
        byte[] padded = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, padded, before, bytes.length);
        for (Base64.Encoder encoder :
            new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
          String all = encoder.withoutPadding().encodeToString(padded);
          probes.add(all.substring(before == 0 ? 0 : before + 1, 8 * padded.length / 6));
        }
      }
    }
    return probes;
  }
}
