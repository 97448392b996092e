package io.fluxo.api.notice;

import io.fluxo.api.problem.Problems;
import io.fluxo.messages.notice.HookCaller;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.secret.Sealing;
import io.fluxo.messages.secret.SealingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sets up hooks. Their secrets are made here, and shown once. */
@Component
final class HookSettings {

  /** A hook and its secret, null where that was shown before. */
  record Kept(Hook hook, @Nullable String secret) {}

  private static final int LONGEST_URL = 2_048;

  private final HookTable hooks;
  private final HookCaller caller;
  private final Sealing sealing;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  HookSettings(HookTable hooks, HookCaller caller, Sealing sealing, InstantSource clock) {
    this.hooks = hooks;
    this.caller = caller;
    this.sealing = sealing;
    this.clock = clock;
  }

  /**
   * The hook of a workspace.
   *
   * @throws Rejection NOT_FOUND where there is none
   */
  Hook find(String tenant, String workspace) {
    return hooks
        .find(tenant, workspace)
        .orElseThrow(() -> Rejection.notFound("notification hook in this workspace"));
  }

  /**
   * Sets the hook of a workspace.
   *
   * @param rotate whether it gets another secret although it has one
   * @throws Rejection INVALID_INPUT where the address may not be called
   */
  Kept put(String tenant, String workspace, @Nullable String url, boolean enabled, boolean rotate) {
    String objection =
        url == null || url.length() > LONGEST_URL
            ? "Expected 'url' to be a URL of at most " + LONGEST_URL + " characters"
            : caller.objection(url);
    if (url == null || objection != null) {
      throw Problems.invalid("/url", String.valueOf(objection), "a public https:// address");
    }
    Hook before = hooks.find(tenant, workspace).orElse(null);
    Instant now = clock.instant();
    String secret = null;
    String sealed = before == null || rotate ? null : before.sealed();
    if (sealed == null) {
      byte[] bytes = new byte[StandardWebhook.SECRET_BYTES];
      random.nextBytes(bytes);
      secret = StandardWebhook.secret(bytes);
      sealed = seal(tenant, workspace, secret);
    }
    Hook hook =
        new Hook(
            tenant,
            workspace,
            url,
            sealed,
            enabled,
            before == null ? now : before.createdAt(),
            now);
    hooks.put(hook);
    return new Kept(hook, secret);
  }

  private String seal(String tenant, String workspace, String secret) {
    try {
      return sealing.seal(tenant, Hook.purpose(workspace), secret.getBytes(StandardCharsets.UTF_8));
    } catch (SealingException e) {
      throw new Rejection(Rejection.Code.UNAVAILABLE, "The keystore cannot be reached");
    }
  }

  /**
   * Removes the hook of a workspace.
   *
   * @throws Rejection NOT_FOUND where there is none
   */
  void remove(String tenant, String workspace) {
    if (!hooks.remove(tenant, workspace)) {
      throw Rejection.notFound("notification hook in this workspace");
    }
  }
}
