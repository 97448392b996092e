package io.fluxo.connectors.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/** What an answer, or its absence, means for the step. */
final class HttpAnswers {

  private final ObjectMapper json;
  private final InstantSource clock;

  HttpAnswers(ObjectMapper json, InstantSource clock) {
    this.json = json;
    this.clock = clock;
  }

  StepOutcome of(GuardedClient.Answer answer, Effect effect, @Nullable Object expected) {
    int status = answer.status();
    if (!isExpected(status, expected)) {
      return failed(answer, status, effect);
    }
    if (answer.truncated()) {
      Failure failure =
          Failure.permanent(Failure.LIMIT_EXCEEDED, "The answer is larger than allowed");
      return effect == Effect.ONCE
          ? new StepOutcome.Unknown(failure)
          : new StepOutcome.Failed(failure, null);
    }
    Map<String, String> headers = new TreeMap<>();
    for (Header header : answer.headers()) {
      headers.merge(
          header.getName().toLowerCase(Locale.ROOT), header.getValue(), (a, b) -> a + ", " + b);
    }
    Map<String, @Nullable Object> output = new LinkedHashMap<>();
    output.put("status", status);
    output.put("headers", headers);
    output.put("body", body(answer.body(), answer.type()));
    return new StepOutcome.Succeeded(Payload.of(output), null);
  }

  /**
   * What the answer to a look-up says of the request that was looked for. That it is not there says
   * little: it may be on its way, or in the hands of a worker that stands still.
   *
   * @param absent whether the other side would not act upon a second request under the same key
   */
  StepOutcome ofLookUp(GuardedClient.Answer answer, boolean absent) {
    int status = answer.status();
    if (absent && (status == 404 || status == 410)) {
      return new StepOutcome.Failed(
          Failure.passing(Failure.UNAVAILABLE, "The request was not acted upon"), null);
    }
    return isExpected(status, null) ? of(answer, Effect.ONCE, null) : nothing();
  }

  /** A look-up that found nothing out. */
  static StepOutcome nothing() {
    return new StepOutcome.Unknown(
        Failure.permanent(Failure.OUTCOME_UNKNOWN, "The look-up found nothing out"));
  }

  StepOutcome of(GuardedClient.Broken broken, Effect effect) {
    if (broken.getCause() instanceof OutboundGuard.Refused) {
      return new StepOutcome.Failed(
          Failure.permanent(Failure.REFUSED, OutboundGuard.REFUSAL), null);
    }
    String errorClass = broken.late() ? Failure.TIMEOUT : Failure.UNAVAILABLE;
    if (broken.sent() && effect == Effect.ONCE) {
      return new StepOutcome.Unknown(
          Failure.permanent(errorClass, "The request was sent, but no whole answer came"));
    }
    String message = broken.sent() ? "No whole answer came" : "No connection could be made";
    return new StepOutcome.Failed(Failure.passing(errorClass, message), null);
  }

  private static boolean isExpected(int status, @Nullable Object expected) {
    if (expected instanceof Number one) {
      return status == one.intValue();
    }
    if (expected instanceof Iterable<?> many) {
      for (Object one : many) {
        if (one instanceof Number number && number.intValue() == status) {
          return true;
        }
      }
      return false;
    }
    return status >= 200 && status < 300;
  }

  private StepOutcome failed(GuardedClient.Answer answer, int status, Effect effect) {
    String message = "The server answered " + status;
    boolean passing = status == 408 || status == 429 || status >= 500;
    if (!passing) {
      return new StepOutcome.Failed(Failure.permanent(Failure.REFUSED, message), null);
    }
    if (effect == Effect.ONCE && mayHaveHappened(status)) {
      return new StepOutcome.Unknown(Failure.permanent(Failure.UNAVAILABLE, message));
    }
    String after = null;
    for (Header header : answer.headers()) {
      if (header.getName().equalsIgnoreCase("Retry-After")) {
        after = header.getValue();
      }
    }
    String errorClass = status == 429 ? Failure.RATE_LIMITED : Failure.UNAVAILABLE;
    return new StepOutcome.Failed(
        Failure.passing(errorClass, message), RetryAfter.of(after, clock.instant()));
  }

  /**
   * Whether the request may have been acted upon. 503 says that it was not handled, 501 that it
   * cannot be (RFC 9110, 15.6); all others of the server's errors say nothing of the kind.
   */
  private static boolean mayHaveHappened(int status) {
    return status >= 500 && status != 501 && status != 503;
  }

  private @Nullable Object body(byte[] bytes, @Nullable ContentType type) {
    if (bytes.length == 0) {
      return null;
    }
    String mime = type == null ? "" : type.getMimeType().toLowerCase(Locale.ROOT);
    if (mime.equals("application/json") || mime.endsWith("+json")) {
      try {
        return json.readValue(bytes, Object.class);
      } catch (IOException notJson) {
        // the server lies about the type: it is text then
      }
    }
    Charset charset = type == null ? null : type.getCharset();
    return new String(bytes, charset == null ? StandardCharsets.UTF_8 : charset);
  }
}
