package io.fluxo.story;

import io.fluxo.messages.node.EffectNode;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.work.StepTask;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A node type as a third party would write it, whose effect must not happen twice. */
@Component
class PayNode implements EffectNode {

  private final HttpClient http = HttpClient.newHttpClient();

  @Override
  public String type() {
    return "pay_once";
  }

  @Override
  public Effect effect() {
    return Effect.ONCE;
  }

  @Override
  public String configSchema() {
    return "{\"type\":\"object\",\"properties\":{\"url\":{\"type\":\"string\"},"
        + "\"lookUp\":{\"type\":\"string\"}}}";
  }

  @Override
  public String summary() {
    return "Pays";
  }

  @Override
  public StepOutcome execute(StepTask task) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(String.valueOf(task.input().object().get("url"))))
            .header("Idempotency-Key", task.stepId().value())
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status == 503 || status == 429) {
      Failure busy = Failure.passing(Failure.UNAVAILABLE, "The bank did not take it");
      return new StepOutcome.Failed(busy, null);
    }
    return new StepOutcome.Succeeded(Payload.of(Map.of("status", status)), null);
  }

  @Override
  public boolean looksUp(StepTask task) {
    return task.input().object().containsKey("lookUp");
  }

  @Override
  public StepOutcome lookUp(StepTask task) throws IOException, InterruptedException {
    String place = task.input().object().get("lookUp") + task.key();
    HttpRequest request = HttpRequest.newBuilder(URI.create(place)).timeout(task.timeout()).build();
    int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status == 200) {
      return new StepOutcome.Succeeded(Payload.of(Map.of("status", status)), null);
    }
    return new StepOutcome.Unknown(
        Failure.permanent(Failure.OUTCOME_UNKNOWN, "The bank does not know of it, or not yet"));
  }
}
