package io.fluxo.api.mask;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Of what an answer tells, as {@code kind:id}: {@code run:01…} for whatever begins with {@code
 * /runs/01…}, {@code list:/api/v1/runs} for what names nothing.
 */
final class ReadObject {

  private static final String API = "/api/v1/";

  /** Where people see what is their own. */
  private static final List<String> OWN = List.of("/api/v1/me", "/api/v1/auth");

  private static final int LONGEST = 200;

  private ReadObject() {}

  /** The object of a request; null for what tells the caller of himself. */
  static @Nullable String of(HttpServletRequest request) {
    String path = request.getRequestURI();
    if (OWN.stream().anyMatch(own -> path.equals(own) || path.startsWith(own + "/"))) {
      return null;
    }
    String pattern =
        request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String text
            ? text
            : path;
    Map<?, ?> variables =
        request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                instanceof Map<?, ?> found
            ? found
            : Map.of();
    int open = pattern.indexOf("/{");
    int close = pattern.indexOf('}', Math.max(open, 0));
    if (open <= 0 || close < 0) {
      return bounded("list:" + pattern);
    }
    Object id = variables.get(pattern.substring(open + 2, close));
    return bounded(kind(pattern.substring(0, open)) + ":" + id);
  }

  /** The thing that a collection is of: {@code run} for {@code /api/v1/runs}. */
  private static String kind(String collection) {
    String kind =
        collection.startsWith(API)
            ? collection.substring(API.length())
            : collection.substring(collection.lastIndexOf('/') + 1);
    if (kind.equals("executions")) {
      return "run";
    }
    if (kind.equals("human-tasks")) {
      return "task";
    }
    return kind.endsWith("s") ? kind.substring(0, kind.length() - 1) : kind;
  }

  private static String bounded(String object) {
    return object.length() <= LONGEST ? object : object.substring(0, LONGEST);
  }
}
