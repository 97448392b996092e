package io.fluxo.api.notice;

import io.fluxo.messages.secret.SealedValues;
import io.fluxo.messages.secret.Sealing;
import io.fluxo.messages.secret.SealingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Secrets of hooks take part when the key changes under which they are sealed. */
@Component
final class ResealedHooks implements SealedValues {

  private static final Logger LOG = LoggerFactory.getLogger(ResealedHooks.class);

  private final HookTable hooks;
  private final Sealing sealing;

  ResealedHooks(HookTable hooks, Sealing sealing) {
    this.hooks = hooks;
    this.sealing = sealing;
  }

  @Override
  public Resealed reseal() {
    int resealed = 0;
    int failed = 0;
    for (Hook hook : hooks.all()) {
      try {
        String next = sealing.reseal(hook.tenant(), hook.purpose(), hook.sealed());
        resealed += next.equals(hook.sealed()) ? 0 : hooks.reseal(hook, next);
      } catch (SealingException e) {
        LOG.warn("The secret of {} could not be sealed anew: {}", hook, e.getMessage());
        failed++;
      }
    }
    return new Resealed(resealed, failed);
  }
}
