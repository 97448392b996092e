package io.fluxo.connectors.evidence.pack;

import io.fluxo.messages.run.RunStatus;
import java.util.Map;

/** The events that end a run, by their names, and how it stands after each. */
public final class RunEnds {

  public static final Map<String, RunStatus> STATUS =
      Map.of(
          "flx.run.succeeded", RunStatus.COMPLETED,
          "flx.run.failed", RunStatus.FAILED,
          "flx.run.cancelled", RunStatus.CANCELLED,
          "flx.run.timed_out", RunStatus.TIMEOUT,
          "flx.run.compensated", RunStatus.COMPENSATED);

  private RunEnds() {}
}
