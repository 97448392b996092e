package io.fluxo.api.notice;

import io.fluxo.messages.notice.HookCaller;
import io.fluxo.messages.notice.HookCaller.Answer;
import io.fluxo.messages.notice.HookCaller.Answered;
import io.fluxo.messages.notice.HookCaller.Broken;
import io.fluxo.messages.notice.HookCaller.Refused;
import io.fluxo.messages.secret.Sealing;
import io.fluxo.messages.secret.SealingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Calls hooks. */
@Component
final class HookDelivery {

  private static final Logger LOG = LoggerFactory.getLogger(HookDelivery.class);
  private static final int GONE = 410;

  private final HookTable hooks;
  private final HookCaller caller;
  private final Sealing sealing;
  private final InstantSource clock;

  HookDelivery(HookTable hooks, HookCaller caller, Sealing sealing, InstantSource clock) {
    this.hooks = hooks;
    this.caller = caller;
    this.sealing = sealing;
    this.clock = clock;
  }

  /** One attempt. */
  Outcome deliver(Outgoing told) {
    Hook hook = hooks.find(told.tenant(), told.workspace()).filter(Hook::enabled).orElse(null);
    if (hook == null) {
      return Outcome.dropped("The workspace has no hook that is called");
    }
    Answer answer;
    try {
      answer = call(hook, told.id(), HookEvents.of(told));
    } catch (SealingException e) {
      LOG.warn("The secret of {} cannot be opened: {}", hook, e.getMessage());
      return Outcome.again("The secret of the hook cannot be opened", told.attempts(), null);
    }
    if (answer instanceof Answered answered && answered.status() == GONE) {
      hooks.disable(hook);
    }
    return outcome(answer, told.attempts());
  }

  /**
   * Calls a hook once.
   *
   * @throws SealingException where its secret cannot be opened
   */
  Answer call(Hook hook, String id, byte[] body) {
    String secret =
        new String(
            sealing.open(hook.tenant(), hook.purpose(), hook.sealed()), StandardCharsets.UTF_8);
    return caller.post(
        hook.url(), StandardWebhook.headers(secret, id, clock.instant(), body), body);
  }

  static Outcome outcome(Answer answer, int attempts) {
    return switch (answer) {
      case Answered answered -> outcome(answered, attempts);
      case Refused refused -> Outcome.failed(refused.reason());
      case Broken broken -> Outcome.again(broken.reason(), attempts, null);
    };
  }

  private static Outcome outcome(Answered answered, int attempts) {
    int status = answered.status();
    String answer = "The address answered " + status;
    if (status >= 200 && status < 300) {
      return Outcome.sent();
    }
    if (status == 408 || status == 429 || status >= 500) {
      return Outcome.again(answer, attempts, answered.retryAfter());
    }
    return Outcome.failed(
        status == GONE ? answer + ", so the hook is not called any more" : answer);
  }
}
