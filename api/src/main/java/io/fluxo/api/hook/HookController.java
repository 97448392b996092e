package io.fluxo.api.hook;

import io.fluxo.api.context.Ids;
import io.fluxo.api.context.Rooms;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.node.Expressions;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.IdempotencyKey;
import io.fluxo.messages.run.RunCommand.StartRun;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunStart;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.TriggerView;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Webhooks of providers: the signature is checked over the raw bytes before anything is parsed, and
 * the answer comes as soon as the runs are stored.
 */
@RestController
@RequestMapping("/api/v1/hooks/{endpoint}")
final class HookController {

  private static final Duration WINDOW = Duration.ofDays(3);

  /** The headers by which providers name an event, where a workflow does not say otherwise. */
  private static final List<String> EVENT_HEADERS = List.of("X-GitHub-Delivery", "webhook-id");

  private final Hooks hooks;
  private final HookInput inputs;
  private final Rooms rooms;
  private final Ids ids;
  private final Expressions expressions;
  private final InstantSource clock;

  HookController(
      Hooks hooks,
      HookInput inputs,
      Rooms rooms,
      Ids ids,
      Expressions expressions,
      InstantSource clock) {
    this.hooks = hooks;
    this.inputs = inputs;
    this.rooms = rooms;
    this.ids = ids;
    this.expressions = expressions;
    this.clock = clock;
  }

  @PostMapping
  CompletableFuture<ResponseEntity<?>> receive(
      @PathVariable String endpoint,
      @RequestBody(required = false) byte @Nullable [] body,
      HttpServletRequest request,
      Context context) {
    byte[] bytes = body == null ? new byte[0] : body;
    Instant now = clock.instant();
    // Read before the request is handed back: the rest happens on another thread.
    Map<String, Object> input = inputs.of(request, bytes, now);
    return hooks
        .at(endpoint, context)
        .thenCompose(
            triggers -> {
              List<TriggerView> genuine =
                  triggers.stream().filter(each -> genuine(each, bytes, request, now)).toList();
              if (triggers.isEmpty()) {
                throw Rejection.notFound("webhook endpoint of that name");
              }
              if (genuine.isEmpty()) {
                return CompletableFuture.completedFuture(
                    refused(HttpStatus.UNAUTHORIZED, "The signature is missing or wrong", request));
              }
              return startAll(endpoint, genuine, input, bytes, request, context);
            });
  }

  /** Meta verifies an endpoint before it sends anything: the challenge comes back as plain text. */
  @GetMapping
  CompletableFuture<ResponseEntity<?>> verify(
      @PathVariable String endpoint,
      @RequestParam(name = "hub.mode", required = false) @Nullable String mode,
      @RequestParam(name = "hub.verify_token", required = false) @Nullable String token,
      @RequestParam(name = "hub.challenge", required = false) @Nullable String challenge,
      HttpServletRequest request,
      Context context) {
    return hooks
        .at(endpoint, context)
        .thenApply(
            triggers -> {
              boolean ours =
                  "subscribe".equals(mode)
                      && token != null
                      && triggers.stream()
                          .anyMatch(each -> same(config(each).get("verifyToken"), token));
              return ours && challenge != null
                  ? ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(challenge)
                  : refused(HttpStatus.FORBIDDEN, "The verify token is missing or wrong", request);
            });
  }

  private static ResponseEntity<?> refused(
      HttpStatus status, String detail, HttpServletRequest request) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(Problems.of(status, "signature", detail, request));
  }

  private static boolean genuine(
      TriggerView trigger, byte[] body, HttpServletRequest request, Instant now) {
    return !(config(trigger).get("verify") instanceof Map<?, ?> rule)
        || new Signature(rule).isGenuine(body, request::getHeader, now);
  }

  private CompletableFuture<ResponseEntity<?>> startAll(
      String endpoint,
      List<TriggerView> triggers,
      Map<String, Object> input,
      byte[] body,
      HttpServletRequest request,
      Context context) {
    List<CompletableFuture<RunStart>> starts = new ArrayList<>();
    for (TriggerView trigger : triggers) {
      StartRun start =
          new StartRun(
              new RunId(ids.next()),
              trigger.workflow(),
              null,
              TriggerKind.WEBHOOK,
              trigger.binding().node(),
              Payload.of(withoutProof(input, config(trigger))),
              null,
              key(endpoint, trigger, input, body, request),
              null,
              0);
      starts.add(rooms.send(start, context.actedBy("webhook:" + endpoint)));
    }
    return CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new))
        .thenApply(
            done ->
                answer(triggers.getFirst(), starts.stream().map(CompletableFuture::join).toList()));
  }

  /** What proves where a request comes from is not the run's business, and is kept nowhere. */
  private static Map<String, Object> withoutProof(
      Map<String, Object> input, Map<String, Object> config) {
    if (!(config.get("verify") instanceof Map<?, ?> rule)
        || !(rule.get("header") instanceof String header)
        || !(input.get("headers") instanceof Map<?, ?> headers)) {
      return input;
    }
    Map<Object, Object> kept = new LinkedHashMap<>(headers);
    kept.remove(header.toLowerCase(Locale.ROOT));
    Map<String, Object> clean = new LinkedHashMap<>(input);
    clean.put("headers", kept);
    return clean;
  }

  private static ResponseEntity<?> answer(TriggerView trigger, List<RunStart> starts) {
    if (config(trigger).get("respond") instanceof Map<?, ?> respond) {
      int status = respond.get("status") instanceof Number n ? n.intValue() : 200;
      return ResponseEntity.status(status).body(respond.get("body"));
    }
    return ResponseEntity.accepted()
        .body(Map.of("runs", starts.stream().map(start -> start.runId().value()).toList()));
  }

  private @Nullable IdempotencyKey key(
      String endpoint,
      TriggerView trigger,
      Map<String, Object> input,
      byte[] body,
      HttpServletRequest request) {
    String event = event(trigger, input, request);
    if (event == null || event.isBlank()) {
      return null;
    }
    String key = trigger.workflow() + "/" + sha256(event.getBytes(StandardCharsets.UTF_8));
    return new IdempotencyKey("webhook:" + endpoint, key, sha256(body), WINDOW);
  }

  private @Nullable String event(
      TriggerView trigger, Map<String, Object> input, HttpServletRequest request) {
    if (config(trigger).get("idempotency") instanceof Map<?, ?> rule) {
      if (rule.get("header") instanceof String header) {
        return request.getHeader(header);
      }
      if (rule.get("path") instanceof String path && input.get("body") instanceof Map<?, ?> body) {
        return value(path, body);
      }
      return null;
    }
    return EVENT_HEADERS.stream()
        .map(request::getHeader)
        .filter(value -> value != null)
        .findFirst()
        .orElse(null);
  }

  @SuppressWarnings("unchecked") // a JSON object has string keys
  private @Nullable String value(String path, Map<?, ?> body) {
    try {
      Object value = expressions.value(path, (Map<String, Object>) body);
      return value == null ? null : value.toString();
    } catch (NodeFailure e) {
      return null;
    }
  }

  private static Map<String, Object> config(TriggerView trigger) {
    return trigger.binding().config().object();
  }

  private static boolean same(@Nullable Object expected, String given) {
    return expected instanceof String text
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
