package io.fluxo.api.notice;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.context.Ids;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.notice.HookCaller.Answer;
import io.fluxo.messages.notice.HookCaller.Answered;
import io.fluxo.messages.notice.HookCaller.Broken;
import io.fluxo.messages.notice.HookCaller.Refused;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.secret.SealingException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The address that is called with what people of the workspace are told. */
@Tag(name = "Notifications")
@RestController("notificationHookController")
@RequestMapping("/api/v1/notification-hook")
final class HookController {

  private static final String MASK = StandardWebhook.PREFIX + "***";

  /**
   * What is to be called.
   *
   * @param enabled whether it is; yes where it is missing
   * @param newSecret whether it gets another secret; no where it is missing
   */
  record HookFields(@Nullable String url, @Nullable Boolean enabled, @Nullable Boolean newSecret) {}

  /**
   * What is called.
   *
   * @param secret shown whole where it was just made
   */
  record HookView(
      String url, boolean enabled, String secret, Instant createdAt, Instant updatedAt) {}

  /**
   * What came of a test.
   *
   * @param status what the address answered, null where it did not
   * @param error why it did not work, null where it did
   */
  record TestResult(boolean ok, @Nullable Integer status, @Nullable String error) {}

  private final HookSettings settings;
  private final HookDelivery delivery;
  private final Ids ids;
  private final InstantSource clock;

  HookController(HookSettings settings, HookDelivery delivery, Ids ids, InstantSource clock) {
    this.settings = settings;
    this.delivery = delivery;
    this.ids = ids;
    this.clock = clock;
  }

  @Operation(summary = "Shows the address that is called with notifications")
  @Requires(Permission.TASKS_MANAGE)
  @GetMapping
  HookView find(Context context) {
    return view(settings.find(context.tenant(), context.workspace()), null);
  }

  @Operation(summary = "Sets the address that is called; its secret is shown when it is made")
  @Requires(Permission.TASKS_MANAGE)
  @PutMapping
  HookView put(@RequestBody HookFields body, Context context) {
    HookSettings.Kept kept =
        settings.put(
            context.tenant(),
            context.workspace(),
            body.url(),
            !Boolean.FALSE.equals(body.enabled()),
            Boolean.TRUE.equals(body.newSecret()));
    return view(kept.hook(), kept.secret());
  }

  @Operation(summary = "Has no address called any more")
  @Requires(Permission.TASKS_MANAGE)
  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(Context context) {
    settings.remove(context.tenant(), context.workspace());
  }

  @Operation(summary = "Calls the address once with an event that means nothing")
  @Requires(Permission.TASKS_MANAGE)
  @PostMapping("/test")
  CompletableFuture<TestResult> test(Context context) {
    Hook hook = settings.find(context.tenant(), context.workspace());
    String id = ids.next();
    byte[] body = HookEvents.test(id, hook.workspace(), clock.instant());
    CompletableFuture<TestResult> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("notification-test")
        .start(() -> result.completeAsync(() -> tried(hook, id, body), Runnable::run));
    return result;
  }

  private TestResult tried(Hook hook, String id, byte[] body) {
    try {
      return result(delivery.call(hook, id, body));
    } catch (SealingException e) {
      throw new Rejection(Rejection.Code.UNAVAILABLE, "The secret of the hook cannot be opened");
    }
  }

  private static TestResult result(Answer answer) {
    return switch (answer) {
      case Answered answered -> {
        int status = answered.status();
        boolean ok = status >= 200 && status < 300;
        yield new TestResult(ok, status, ok ? null : "The address answered " + status);
      }
      case Refused refused -> new TestResult(false, null, refused.reason());
      case Broken broken -> new TestResult(false, null, broken.reason());
    };
  }

  private static HookView view(Hook hook, @Nullable String secret) {
    return new HookView(
        hook.url(),
        hook.enabled(),
        secret == null ? MASK : secret,
        hook.createdAt(),
        hook.updatedAt());
  }
}
