package io.fluxo.connectors.http;

import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.notice.HookCaller;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Calls hooks through the guard; of the answers only the status is of interest. */
@Component
final class HookCalls implements HookCaller, AutoCloseable {

  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int MAX_BYTES = 4_096;

  private final OutboundGuard guard;
  private final GuardedClient client;
  private final InstantSource clock;

  HookCalls(OutboundGuard guard, InstantSource clock) {
    this.guard = guard;
    this.client = new GuardedClient(guard);
    this.clock = clock;
  }

  @Override
  public @Nullable String objection(String url) {
    try {
      guard.check(url);
      return null;
    } catch (NodeFailure e) {
      return e.failure().message();
    }
  }

  @Override
  public Answer post(String url, Map<String, String> headers, byte[] body) {
    URI target;
    try {
      target = guard.check(url);
    } catch (NodeFailure e) {
      return new Refused(e.failure().message());
    }
    HttpUriRequestBase request = new HttpUriRequestBase("POST", target);
    headers.forEach(request::setHeader);
    String type = headers.getOrDefault("Content-Type", "application/json");
    request.setEntity(new ByteArrayEntity(body, ContentType.parse(type)));
    try {
      GuardedClient.Answer answer = client.exchange(request, LONGEST, MAX_BYTES);
      return new Answered(answer.status(), RetryAfter.of(retryAfter(answer), clock.instant()));
    } catch (GuardedClient.Broken e) {
      if (e.getCause() instanceof OutboundGuard.Refused) {
        return new Refused(OutboundGuard.REFUSAL);
      }
      return new Broken(
          e.late()
              ? "No answer came in time"
              : e.sent() ? "No whole answer came" : "No connection could be made");
    }
  }

  private static @Nullable String retryAfter(GuardedClient.Answer answer) {
    for (Header header : answer.headers()) {
      if (header.getName().equalsIgnoreCase("Retry-After")) {
        return header.getValue();
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
