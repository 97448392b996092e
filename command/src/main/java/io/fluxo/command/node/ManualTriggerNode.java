package io.fluxo.command.node;

import org.springframework.stereotype.Component;

/** Begins runs that are started by a call. */
@Component
final class ManualTriggerNode extends TriggerNode {

  @Override
  public String type() {
    return "manual_trigger";
  }

  @Override
  public String summary() {
    return "Begins a run that somebody starts.";
  }

  @Override
  public String configSchema() {
    return Schemas.NONE;
  }
}
