package io.fluxo.query.run;

import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunView;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.value.Payload;
import io.fluxo.query.history.RecordedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run as shown, folded from its events and those of its steps. */
final class RunFolding {

  private RunFolding() {}

  /**
   * The run after these events.
   *
   * @param events in the order of the store, the first of them {@code RunStarted}
   */
  static RunView of(RunKey key, String correlation, List<RecordedEvent> events) {
    RunState run = new RunState(key, correlation);
    Payload output = null;
    for (RecordedEvent each : events) {
      if (each.event() instanceof RunEvent) {
        run.run(each.sequence(), each.time(), each.event().getClass(), each::event);
        output = output == null ? output(each) : output;
      } else if (each.event() instanceof StepEvent) {
        int ordinal = new StepId(each.subject()).ordinal();
        run.step(
            ordinal, each.sequence(), each.time(), each.event().getClass(), each::event, false);
      }
    }
    RunEvent.RunStarted started = (RunEvent.RunStarted) events.getFirst().event();
    return RunList.view(run, started.workflow().hash(), started.input(), output);
  }

  static @Nullable Payload output(RecordedEvent event) {
    return event.event() instanceof RunEvent.RunCompleted completed ? completed.output() : null;
  }
}
