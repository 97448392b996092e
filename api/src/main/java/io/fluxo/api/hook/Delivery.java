package io.fluxo.api.hook;

import io.fluxo.messages.node.Expressions;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.run.IdempotencyKey;
import io.fluxo.messages.workflow.TriggerView;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/** Finds out which event a request brings, so that a repeated delivery starts nothing. */
@Component
final class Delivery {

  private static final Duration WINDOW = Duration.ofDays(3);

  /** The headers by which providers name an event, where a workflow does not say otherwise. */
  private static final List<String> EVENT_HEADERS = List.of("X-GitHub-Delivery", "webhook-id");

  private final Expressions expressions;

  /** Paths into the body are evaluated by the given expressions. */
  Delivery(Expressions expressions) {
    this.expressions = expressions;
  }

  /**
   * The key of the event for one trigger, or null if the request does not say which event it is.
   */
  @Nullable IdempotencyKey key(TriggerView trigger, HookRequest request) {
    Map<String, Object> config = trigger.binding().config().object();
    String event = event(config, request);
    if (event == null || event.isBlank()) {
      return null;
    }
    // The event's name alone decides: providers count attempts inside of bodies, so that the second
    // delivery of one event may differ from the first.
    String hash = sha256(event);
    return new IdempotencyKey(
        "webhook:" + trigger.binding().address(),
        trigger.workflow() + "/" + hash,
        hash,
        window(config));
  }

  private @Nullable String event(Map<String, Object> config, HookRequest request) {
    if (!(config.get("idempotency") instanceof Map<?, ?> rule)) {
      return EVENT_HEADERS.stream()
          .map(request::header)
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }
    if (rule.get("header") instanceof String header) {
      return request.header(header);
    }
    return rule.get("path") instanceof String path
            && request.input().get("body") instanceof Map<?, ?> body
        ? value(path, body)
        : null;
  }

  @SuppressWarnings("unchecked") // a JSON object has string keys
  private @Nullable String value(String path, Map<?, ?> body) {
    try {
      Object value = expressions.value(path, (Map<String, Object>) body);
      return value == null ? null : value.toString();
    } catch (NodeFailure e) {
      // A body in which the path makes no sense is one without a name; the run will tell.
      return null;
    }
  }

  private static Duration window(Map<String, Object> config) {
    return config.get("idempotency") instanceof Map<?, ?> rule
            && rule.get("window") instanceof String window
        ? DurationStyle.detectAndParse(window)
        : WINDOW;
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
