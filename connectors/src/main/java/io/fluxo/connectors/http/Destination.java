package io.fluxo.connectors.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whom a URL talks to, as the name of a dependency. */
final class Destination {

  private static final String SECRET = "${secrets.";

  private Destination() {}

  /**
   * Scheme, host and port in one form, without the port that the scheme has anyhow.
   *
   * @param url before secrets are filled in: where one stands for the host, or for all of it, its
   *     mark is the name
   * @return null where it is no such URL
   */
  static @Nullable String of(String url) {
    int authority = url.indexOf("://");
    if (url.startsWith(SECRET)) {
      int end = url.indexOf('}');
      return end < 0 ? null : url.substring(0, end + 1);
    }
    if (authority < 0 || authority > 5) {
      return null;
    }
    int end = authority + 3;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    String start = url.substring(0, end);
    return start.contains(SECRET) ? marked(start) : plain(start);
  }

  private static @Nullable String marked(String start) {
    boolean plain = start.chars().allMatch(c -> c > ' ' && c < 127 && c != '@');
    return plain ? start : null;
  }

  private static @Nullable String plain(String start) {
    try {
      URI uri = new URI(start);
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.getHost() == null
          || uri.getRawUserInfo() != null
          || !(scheme.equals("https") || scheme.equals("http"))) {
        return null;
      }
      int usual = scheme.equals("https") ? 443 : 80;
      String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
      return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
