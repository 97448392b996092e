package io.fluxo.messages.travel;

import io.fluxo.messages.humantask.TaskView;
import io.fluxo.messages.run.RunView;
import io.fluxo.messages.run.StepView;
import io.fluxo.messages.value.Payload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as it was after one of its events.
 *
 * @param position the event's position in the store
 * @param sequence the last event of the run's own stream by then, counted from 0
 * @param time when the event happened
 * @param variables the run's variables
 * @param steps all visits of nodes by then
 * @param open what was under way or waited
 * @param tasks the tasks that the run had asked for
 */
public record RunSituation(
    long position,
    long sequence,
    Instant time,
    RunView run,
    Map<String, Payload> variables,
    List<StepView> steps,
    List<Open> open,
    List<TaskView> tasks) {

  /**
   * An activation that was open.
   *
   * @param due when it is woken, null for never
   * @param event the name of the event it waits for, null for none
   */
  public record Open(
      int ordinal,
      String node,
      String status,
      Instant since,
      @Nullable Instant due,
      @Nullable String event) {}
}
