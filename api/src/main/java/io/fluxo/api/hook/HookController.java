package io.fluxo.api.hook;

import io.fluxo.api.access.Open;
import io.fluxo.api.access.Workspaces;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.value.KeyText;
import io.fluxo.messages.workflow.TriggerView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Webhooks of providers: the signature is checked over the raw bytes before anything is parsed, and
 * the answer comes as soon as the runs are stored.
 */
@Tag(name = "Webhooks")
@RestController
@RequestMapping({"/api/v1/hooks/{endpoint}", "/api/v1/hooks/{tenant}/{workspace}/{endpoint}"})
final class HookController {

  private final Hooks hooks;
  private final HookInput inputs;
  private final HookStarts starts;
  private final Workspaces workspaces;
  private final HookSecrets secrets;
  private final InstantSource clock;

  HookController(
      Hooks hooks,
      HookInput inputs,
      HookStarts starts,
      Workspaces workspaces,
      HookSecrets secrets,
      InstantSource clock) {
    this.hooks = hooks;
    this.inputs = inputs;
    this.starts = starts;
    this.workspaces = workspaces;
    this.secrets = secrets;
    this.clock = clock;
  }

  @Operation(summary = "Takes a webhook, and starts the runs of its triggers")
  @Open(Open.To.ANYBODY)
  @PostMapping
  CompletableFuture<ResponseEntity<?>> receive(
      @PathVariable(required = false) @Nullable String tenant,
      @PathVariable(required = false) @Nullable String workspace,
      @PathVariable String endpoint,
      HttpServletRequest raw,
      Context nobodys)
      throws IOException {
    Context context = within(nobodys, tenant, workspace);
    Instant now = clock.instant();
    // From the stream: a body asked of Spring is one that it has put together again from a form.
    HookRequest request = inputs.of(raw, raw.getInputStream().readAllBytes(), now);
    return hooks
        .at(endpoint, context)
        .thenCompose(
            triggers -> {
              if (triggers.isEmpty()) {
                throw Rejection.notFound("webhook endpoint of that name");
              }
              List<TriggerView> genuine =
                  triggers.stream().filter(each -> genuine(each, request, now)).toList();
              return genuine.isEmpty()
                  ? CompletableFuture.completedFuture(
                      refused(
                          HttpStatus.UNAUTHORIZED,
                          "signature",
                          "The signature is missing or wrong",
                          raw))
                  : starts
                      .all(genuine, request, context)
                      .thenApply(all -> HookAnswer.of(genuine.getFirst(), all));
            });
  }

  /** Meta verifies an endpoint before it sends anything: the challenge comes back as plain text. */
  @Operation(summary = "Answers the challenge by which a provider verifies an endpoint")
  @Open(Open.To.ANYBODY)
  @GetMapping
  CompletableFuture<ResponseEntity<?>> verify(
      @PathVariable(required = false) @Nullable String tenant,
      @PathVariable(required = false) @Nullable String workspace,
      @PathVariable String endpoint,
      @RequestParam(name = "hub.mode", required = false) @Nullable String mode,
      @RequestParam(name = "hub.verify_token", required = false) @Nullable String token,
      @RequestParam(name = "hub.challenge", required = false) @Nullable String challenge,
      HttpServletRequest raw,
      Context nobodys) {
    return hooks
        .at(endpoint, within(nobodys, tenant, workspace))
        .thenApply(
            triggers -> {
              boolean ours =
                  "subscribe".equals(mode)
                      && token != null
                      && triggers.stream()
                          .anyMatch(
                              each ->
                                  same(secrets.of(config(each).get("verifyToken"), each), token));
              return ours && challenge != null
                  ? ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(challenge)
                  : refused(
                      HttpStatus.FORBIDDEN, "verify_token", "The verify token is not ours", raw);
            });
  }

  /** The address says whose endpoint it is; without, it is the first tenant's. */
  private Context within(Context nobodys, @Nullable String tenant, @Nullable String workspace) {
    String whose = tenant == null ? Context.DEFAULT_TENANT : tenant;
    String where = workspace == null ? Context.DEFAULT_WORKSPACE : workspace;
    if (!KeyText.fits(whose) || !KeyText.fits(where) || !workspaces.exists(whose, where)) {
      throw Rejection.notFound("webhook endpoint of that name");
    }
    return nobodys.within(whose, where, "webhook");
  }

  private boolean genuine(TriggerView trigger, HookRequest request, Instant now) {
    Object verify = config(trigger).get("verify");
    return verify == null
        || (verify instanceof Map<?, ?> rule
            && new Signature(secrets.whole(rule, trigger))
                .isGenuine(request.body(), request::header, now));
  }

  private static ResponseEntity<?> refused(
      HttpStatus status, String code, String detail, HttpServletRequest raw) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(Problems.of(status, code, detail, raw));
  }

  private static Map<String, Object> config(TriggerView trigger) {
    return trigger.binding().config().object();
  }

  private static boolean same(@Nullable String expected, String given) {
    return expected != null
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
