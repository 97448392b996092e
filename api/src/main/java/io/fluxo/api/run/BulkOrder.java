package io.fluxo.api.run;

import io.fluxo.messages.run.RunCommand;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.value.Payload;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What each of many runs is asked for, checked before any of them is. */
final class BulkOrder {

  private BulkOrder() {}

  /** Reads the command of one run out of what was said for all of them. */
  static Function<RunId, RunCommand> of(BulkAct act, BulkRequest body) {
    String reason = Reasons.of(body.reason());
    return switch (act) {
      case RETRY -> run -> new RunCommand.RetryStep(run, null, reason);
      case SKIP -> {
        Payload output = output(body.output());
        yield run -> new RunCommand.SkipStep(run, null, output, body.branch(), reason);
      }
      case DISCARD -> run -> new RunCommand.DiscardRun(run, reason);
      case PAUSE -> run -> new RunCommand.PauseRun(run, reason);
      case RESUME -> run -> new RunCommand.ContinueRun(run, reason);
      case CANCEL -> {
        boolean compensate = Boolean.TRUE.equals(body.compensate());
        yield run -> new RunCommand.CancelRun(run, reason, compensate);
      }
      case FORCE -> {
        String to = Reasons.node("/to", body.to());
        yield run -> new RunCommand.ForceRun(run, null, to, reason);
      }
      case REWIND -> {
        String to = Reasons.node("/to", body.to());
        yield run -> new RunCommand.RewindRun(run, null, to, reason);
      }
      case VARIABLES -> {
        Map<String, Payload> set = Reasons.set(body.set());
        List<String> remove = Reasons.remove(body.remove());
        yield run -> new RunCommand.EditVariables(run, set, remove, reason);
      }
    };
  }

  /** What a skipped node is taken to have given. */
  static Payload output(@Nullable Object output) {
    return output == null ? Payload.EMPTY : Payload.of(output);
  }
}
