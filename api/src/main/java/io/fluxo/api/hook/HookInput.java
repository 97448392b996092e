package io.fluxo.api.hook;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.value.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a run gets to see of a request: headers without credentials, query and body. */
@Component
final class HookInput {

  private static final Set<String> KEPT_BACK =
      Set.of("authorization", "cookie", "proxy-authorization", "x-api-key", "host", "connection");
  private static final int MOST_HEADERS = 64;
  private static final int LONGEST_HEADER = 1_024;

  private final ObjectMapper mapper = Json.mapper();

  /** Copies what matters out of a request whose body has been read. */
  HookRequest of(HttpServletRequest request, byte[] body, Instant now) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (var names = request.getHeaderNames(); names.hasMoreElements(); ) {
      String name = names.nextElement();
      all.put(name, request.getHeader(name));
    }
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("headers", kept(all));
    input.put("query", pairs(request.getQueryString()));
    input.put("body", body(request.getContentType(), body));
    input.put("receivedAt", now.toString());
    return new HookRequest(all, body, input);
  }

  private static Map<String, Object> kept(Map<String, String> all) {
    Map<String, Object> headers = new LinkedHashMap<>();
    for (Map.Entry<String, String> header : all.entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      String value = header.getValue();
      if (headers.size() < MOST_HEADERS
          && !KEPT_BACK.contains(name)
          && !name.contains("signature")
          && value.length() <= LONGEST_HEADER) {
        headers.put(name, value);
      }
    }
    return headers;
  }

  private @Nullable Object body(@Nullable String type, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    String kind = type == null ? "" : type.toLowerCase(Locale.ROOT);
    if (kind.contains("json") || kind.isEmpty()) {
      try {
        return mapper.readValue(body, Object.class);
      } catch (IOException e) {
        return text;
      }
    }
    return kind.contains("x-www-form-urlencoded") ? pairs(text) : text;
  }

  private static Map<String, Object> pairs(@Nullable String query) {
    Map<String, Object> pairs = new LinkedHashMap<>();
    if (query == null || query.isEmpty()) {
      return pairs;
    }
    for (String pair : query.split("&", 1_000)) {
      String[] parts = pair.split("=", 2);
      pairs.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
    }
    return pairs;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
