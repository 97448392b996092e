package io.fluxo.connectors.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.work.StepTask;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.net.URIBuilder;
import org.jspecify.annotations.Nullable;

/** Builds the request that a step asks for. */
final class HttpRequests {

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** Headers that belong to the connection or that the step itself sets. */
  private static final Set<String> RESERVED =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "te",
          "trailer",
          "upgrade",
          "expect",
          "proxy-authorization",
          "proxy-connection",
          "idempotency-key");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]{0,8192}");

  private final OutboundGuard guard;
  private final ObjectMapper json;

  HttpRequests(OutboundGuard guard, ObjectMapper json) {
    this.guard = guard;
    this.json = json;
  }

  /** The method of a configuration, in upper case; GET where there is none. */
  static String method(Map<String, Object> config) {
    return config.get("method") instanceof String method ? method.toUpperCase(Locale.ROOT) : "GET";
  }

  HttpUriRequestBase of(StepTask task) throws NodeFailure {
    Map<String, Object> config = task.input().object();
    String method = method(config);
    if (!METHODS.contains(method)) {
      throw configuration("Expected 'method' to be one of GET, HEAD, POST, PUT, PATCH, DELETE");
    }
    if (!(config.get("url") instanceof String url)) {
      throw configuration("Expected 'url' to be a URL");
    }
    HttpUriRequestBase request = new HttpUriRequestBase(method, target(url, config.get("query")));
    addBody(request, config.get("body"));
    if (config.get("headers") instanceof Map<?, ?> headers) {
      for (Map.Entry<?, ?> header : headers.entrySet()) {
        addHeader(request, String.valueOf(header.getKey()), String.valueOf(header.getValue()));
      }
    }
    Context context = task.context();
    request.setHeader("Idempotency-Key", task.key());
    if (VALUE.matcher(context.correlation()).matches()) {
      request.setHeader("X-Correlation-Id", context.correlation());
    }
    String trace = context.traceparent();
    if (trace != null && VALUE.matcher(trace).matches()) {
      request.setHeader("traceparent", trace);
    }
    return request;
  }

  /** Whether the configuration says where to find out if a request was acted upon. */
  static boolean looksUp(StepTask task) {
    return task.input().object().get("lookUp") instanceof Map<?, ?> lookUp
        && lookUp.get("url") instanceof String;
  }

  /** Whether a request that is not found is sent again. */
  static boolean isAbsentFinal(StepTask task) {
    return task.input().object().get("lookUp") instanceof Map<?, ?> lookUp
        && "retry".equals(lookUp.get("absent"));
  }

  /** The request that finds that out: by GET, {@code {key}} in its URL is the idempotency key. */
  HttpUriRequestBase lookUp(StepTask task) throws NodeFailure {
    Map<String, Object> request = new HashMap<>();
    if (task.input().object().get("lookUp") instanceof Map<?, ?> lookUp) {
      String key = URLEncoder.encode(task.key(), StandardCharsets.UTF_8);
      request.put("url", String.valueOf(lookUp.get("url")).replace("{key}", key));
      if (lookUp.get("headers") instanceof Map<?, ?> headers) {
        request.put("headers", headers);
      }
    }
    return of(task.filled(Payload.of(request)));
  }

  private URI target(String url, @Nullable Object query) throws NodeFailure {
    URI uri = guard.check(url);
    if (!(query instanceof Map<?, ?> parameters) || parameters.isEmpty()) {
      return uri;
    }
    try {
      URIBuilder builder = new URIBuilder(uri);
      parameters.forEach(
          (name, value) -> {
            if (value instanceof Iterable<?> many) {
              many.forEach(one -> builder.addParameter(String.valueOf(name), String.valueOf(one)));
            } else if (value != null) {
              builder.addParameter(String.valueOf(name), value.toString());
            }
          });
      return guard.check(builder.build().toString());
    } catch (URISyntaxException e) {
      throw configuration("Expected 'url' to be a URL");
    }
  }

  private void addBody(HttpUriRequestBase request, @Nullable Object body) throws NodeFailure {
    if (body == null) {
      return;
    }
    try {
      boolean text = body instanceof String;
      byte[] bytes =
          text ? ((String) body).getBytes(StandardCharsets.UTF_8) : json.writeValueAsBytes(body);
      ContentType type =
          text
              ? ContentType.TEXT_PLAIN.withCharset(StandardCharsets.UTF_8)
              : ContentType.APPLICATION_JSON;
      request.setEntity(new ByteArrayEntity(bytes, type));
    } catch (JsonProcessingException e) {
      throw configuration("Expected 'body' to be text or a JSON value");
    }
  }

  private static void addHeader(HttpUriRequestBase request, String name, String value)
      throws NodeFailure {
    boolean sound = NAME.matcher(name).matches() && VALUE.matcher(value).matches();
    if (!sound || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      throw configuration("A header has a name or a value that may not be sent");
    }
    request.setHeader(name, value);
  }

  private static NodeFailure configuration(String message) {
    return new NodeFailure(Failure.permanent(Failure.CONFIGURATION, message));
  }
}
