package io.fluxo.connectors.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.node.EffectNode;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.work.StepTask;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends one HTTP request. POST and PATCH are not repeated, unless the author says they may be. */
@Component
public final class HttpRequestNode implements EffectNode, AutoCloseable {

  private static final int DEFAULT_MAX_BYTES = 1_048_576;
  private static final int HIGHEST_MAX_BYTES = 8 * 1_048_576;

  private final GuardedClient client;
  private final HttpRequests requests;
  private final HttpAnswers answers;

  /** Sends through the guard; the clock reads dates in Retry-After. */
  public HttpRequestNode(OutboundGuard guard, InstantSource clock) {
    ObjectMapper json = Json.mapper();
    this.client = new GuardedClient(guard);
    this.requests = new HttpRequests(guard, json);
    this.answers = new HttpAnswers(json, clock);
  }

  @Override
  public String type() {
    return "http_request";
  }

  @Override
  public Effect effect() {
    return Effect.IDEMPOTENT;
  }

  @Override
  public Effect effect(Map<String, Object> config) {
    String method = HttpRequests.method(config);
    // A method that is a template is known too late, so it counts as one that must not be repeated.
    boolean repeatable =
        switch (method) {
          case "GET", "HEAD", "PUT", "DELETE", "OPTIONS" -> true;
          default -> false;
        };
    return repeatable || Boolean.TRUE.equals(config.get("idempotent"))
        ? Effect.IDEMPOTENT
        : Effect.ONCE;
  }

  @Override
  public String configSchema() {
    return """
        {"type":"object","required":["url"],"additionalProperties":false,"properties":{
          "method":{"type":"string","default":"GET"},
          "url":{"type":"string","minLength":1,"maxLength":8192},
          "headers":{"type":"object"},
          "query":{"type":"object"},
          "body":{},
          "timeout":{"type":"string","description":"ISO 8601 duration, for example PT5S"},
          "expectStatus":{"type":["integer","array"],"items":{"type":"integer"}},
          "maxResponseBytes":{"type":"integer","minimum":1,"maximum":8388608,"default":1048576},
          "idempotent":{"type":"boolean","default":false},
          "lookUp":{"type":"object","required":["url"],"additionalProperties":false,"properties":{
            "url":{"type":"string","minLength":1,"maxLength":8192},
            "headers":{"type":"object"},
            "absent":{"enum":["unknown","retry"],"default":"unknown"}}}}}
        """;
  }

  @Override
  public String summary() {
    return "Sends an HTTP request and goes on with the answer.";
  }

  @Override
  public @Nullable String dependency(StepTask task) {
    return task.input().object().get("url") instanceof String url ? Destination.of(url) : null;
  }

  /**
   * Sends the request once.
   *
   * @return {@code status}, {@code headers} and {@code body}
   * @throws NodeFailure when the configuration is wrong or the address may not be reached
   */
  @Override
  public StepOutcome execute(StepTask task) throws NodeFailure {
    Map<String, Object> config = task.input().object();
    int maxBytes =
        config.get("maxResponseBytes") instanceof Number limit && limit.intValue() > 0
            ? Math.min(limit.intValue(), HIGHEST_MAX_BYTES)
            : DEFAULT_MAX_BYTES;
    try {
      var answer =
          client.exchange(requests.of(task), time(config.get("timeout"), task.timeout()), maxBytes);
      return answers.of(answer, task.effect(), config.get("expectStatus"));
    } catch (GuardedClient.Broken broken) {
      return answers.of(broken, task.effect());
    }
  }

  @Override
  public boolean looksUp(StepTask task) {
    return HttpRequests.looksUp(task);
  }

  /**
   * Asks the other side whether it acted upon the request: any 2xx says so and is the answer. 404
   * and 410 say that it did not where the configuration says that a second request would do no
   * harm; everything else says nothing.
   */
  @Override
  public StepOutcome lookUp(StepTask task) throws NodeFailure {
    try {
      var answer = client.exchange(requests.lookUp(task), task.timeout(), DEFAULT_MAX_BYTES);
      return answers.ofLookUp(answer, HttpRequests.isAbsentFinal(task));
    } catch (GuardedClient.Broken broken) {
      return answers.of(broken, Effect.ONCE) instanceof StepOutcome.Unknown unknown
          ? unknown
          : HttpAnswers.nothing();
    }
  }

  private static Duration time(@Nullable Object configured, Duration most) {
    try {
      Duration wanted = configured == null ? most : Duration.parse(configured.toString());
      return wanted.isPositive() && wanted.compareTo(most) < 0 ? wanted : most;
    } catch (DateTimeParseException notADuration) {
      return most;
    }
  }

  /** Closes all connections. */
  @Override
  public void close() throws IOException {
    client.close();
  }
}
