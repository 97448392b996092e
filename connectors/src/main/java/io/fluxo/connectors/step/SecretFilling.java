package io.fluxo.connectors.step;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.node.EffectNode;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.secret.SecretName;
import io.fluxo.messages.secret.SecretPlace;
import io.fluxo.messages.secret.SecretScope;
import io.fluxo.messages.secret.SecretStore;
import io.fluxo.messages.secret.SecretUse;
import io.fluxo.messages.secret.SecretValue;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.work.StepTask;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the values of secrets into the input of a step, for one call and for nothing else. */
final class SecretFilling {

  private static final Logger LOG = LoggerFactory.getLogger(SecretFilling.class);

  private final SecretStore secrets;

  SecretFilling(SecretStore secrets) {
    this.secrets = secrets;
  }

  /** A step with its secrets, and who takes them out of what it gives back. */
  record Filled(StepTask task, Scrubber scrubber) {

    /** Makes the attempt. What it gives back or throws holds none of the values. */
    StepOutcome execute(EffectNode node) throws Exception {
      return cleaned(() -> node.execute(task));
    }

    /** Asks how an attempt ended, with the same care. */
    StepOutcome lookUp(EffectNode node) throws Exception {
      return cleaned(() -> node.lookUp(task));
    }

    private StepOutcome cleaned(Callable<StepOutcome> asked) throws Exception {
      try {
        return scrubber.clean(asked.call());
      } catch (NodeFailure refusal) {
        throw new NodeFailure(scrubber.clean(refusal.failure()));
      } catch (Throwable thrown) { // its message and causes may hold them
        throw new Withheld(scrubber.clean(String.valueOf(thrown)), thrown.getStackTrace());
      }
    }

    @Override
    public String toString() {
      return "Filled[" + task.stepId() + "]";
    }
  }

  /** What a node threw, without its causes. */
  private static final class Withheld extends Exception {

    private static final long serialVersionUID = 1L;

    Withheld(String message, StackTraceElement[] trace) {
      super(message);
      setStackTrace(trace);
    }
  }

  /**
   * Fills a step's secrets in.
   *
   * @throws NodeFailure permanent where there is no such secret, passing where the keystore or the
   *     database cannot be reached
   */
  Filled fill(StepTask task, SecretUse use) throws NodeFailure {
    Set<String> names = new HashSet<>();
    use.places().forEach(place -> names.add(place.name()));
    Map<String, SecretValue> values = values(task, use, names);
    for (SecretPlace place : use.places()) {
      if (!values.containsKey(place.name())) {
        throw new NodeFailure(missing(place.name(), task, use));
      }
    }
    Object input = new FilledInput(use.places(), values).of(task.input().json());
    return new Filled(task.filled(Payload.of(input)), new Scrubber(values));
  }

  private Map<String, SecretValue> values(StepTask task, SecretUse use, Set<String> names)
      throws NodeFailure {
    Context context = task.context();
    try {
      return secrets.resolve(
          SecretScope.node(context.tenant(), context.workspace(), use.workflow(), task.node()),
          names);
    } catch (RuntimeException e) {
      LOG.warn("The secrets of step {} cannot be opened: {}", task.stepId(), e.getMessage());
      throw new NodeFailure(
          Failure.passing(Failure.UNAVAILABLE, "The secrets of the step cannot be opened now"));
    }
  }

  private static Failure missing(String name, StepTask task, SecretUse use) {
    return Failure.permanent(
        Failure.CONFIGURATION,
        "There is no secret %s for node '%s' of workflow '%s': set it with PUT /api/v1/secrets/%s"
            .formatted(SecretName.mark(name), task.node(), use.workflow(), name));
  }
}
