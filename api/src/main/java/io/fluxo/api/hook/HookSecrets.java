package io.fluxo.api.hook;

import io.fluxo.messages.secret.SecretName;
import io.fluxo.messages.secret.SecretScope;
import io.fluxo.messages.secret.SecretStore;
import io.fluxo.messages.secret.SecretValue;
import io.fluxo.messages.workflow.TriggerView;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What only we and a provider know, as a trigger gives it: the text itself, or {@code
 * ${secrets.name}}, which is looked up when a request comes.
 */
@Component
final class HookSecrets {

  private static final Logger LOG = LoggerFactory.getLogger(HookSecrets.class);

  private final SecretStore secrets;

  HookSecrets(SecretStore secrets) {
    this.secrets = secrets;
  }

  /** The rule with its secret; without one where that is not there, so that nothing is genuine. */
  Map<?, ?> whole(Map<?, ?> rule, TriggerView trigger) {
    Object written = rule.get("secret");
    String secret = of(written, trigger);
    if (secret != null && secret.equals(written)) {
      return rule;
    }
    Map<Object, Object> whole = new HashMap<>(rule);
    whole.remove("secret");
    if (secret != null) {
      whole.put("secret", secret);
    }
    return whole;
  }

  /** The text that counts, or null where there is none: then nothing can be proved. */
  @Nullable String of(@Nullable Object written, TriggerView trigger) {
    if (!(written instanceof String text)) {
      return null;
    }
    String name =
        text.startsWith("${") && text.endsWith("}")
            ? SecretName.referredBy(text.substring(2, text.length() - 1))
            : null;
    return name == null ? text : value(name, trigger);
  }

  private @Nullable String value(String name, TriggerView trigger) {
    SecretScope scope =
        SecretScope.node(
            trigger.tenant(),
            trigger.workspace(),
            trigger.workflow().value(),
            trigger.binding().node());
    try {
      SecretValue value = secrets.resolve(scope, Set.of(name)).get(name);
      if (value == null) {
        LOG.warn(
            "Workflow {} verifies webhooks by {}, which is not set",
            trigger.workflow(),
            SecretName.mark(name));
      }
      return value == null ? null : value.reveal();
    } catch (RuntimeException e) {
      LOG.warn("A secret of workflow {} cannot be opened: {}", trigger.workflow(), e.getMessage());
      return null;
    }
  }
}
