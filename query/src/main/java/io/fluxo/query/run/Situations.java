package io.fluxo.query.run;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.Acting;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.StepView;
import io.fluxo.messages.travel.RunPoint;
import io.fluxo.messages.travel.RunSituation;
import io.fluxo.messages.travel.RunSituation.Open;
import io.fluxo.query.history.RecordedEvent;
import io.fluxo.query.humantask.TaskSituations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A run as it was: what its first events tell, and nothing that came later. */
final class Situations {

  private Situations() {}

  /**
   * The events up to a point.
   *
   * @param events of the run, its steps and tasks, in the order of the store
   * @throws Rejection NOT_FOUND where nothing had happened by then, or the point is not reached yet
   */
  static List<RecordedEvent> upTo(RunPoint point, List<RecordedEvent> events) {
    List<RecordedEvent> then =
        switch (point) {
          case RunPoint.Last ignored -> events;
          case RunPoint.At at -> until(each -> each.time().isAfter(at.time()), events);
          case RunPoint.Position at -> until(each -> each.position() > at.position(), events);
          case RunPoint.Sequence at -> through(at.sequence(), events);
        };
    if (then.isEmpty()) {
      throw Rejection.notFound("event of the run by then");
    }
    return then;
  }

  private static List<RecordedEvent> until(
      Predicate<RecordedEvent> later, List<RecordedEvent> events) {
    for (int i = 0; i < events.size(); i++) {
      if (later.test(events.get(i))) {
        return events.subList(0, i);
      }
    }
    return events;
  }

  private static List<RecordedEvent> through(long sequence, List<RecordedEvent> events) {
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).event() instanceof RunEvent && events.get(i).sequence() == sequence) {
        return events.subList(0, i + 1);
      }
    }
    return List.of();
  }

  /**
   * How the run stood after these events.
   *
   * @throws Rejection DAMAGED where its beginning cannot be read
   */
  static RunSituation of(RunKey key, List<RecordedEvent> events, Acting who) {
    if (!(events.getFirst().event() instanceof RunEvent.RunStarted)) {
      throw new Rejection(
          Rejection.Code.DAMAGED, "The beginning of run " + key.runId() + " cannot be read");
    }
    long sequence = 0;
    for (RecordedEvent each : events) {
      sequence = each.event() instanceof RunEvent ? each.sequence() : sequence;
    }
    RecordedEvent last = events.getLast();
    Instant time = last.time();
    List<StepView> steps = RunTimeline.of(events);
    String correlation = String.valueOf(events.getFirst().metaData().get(Context.CORRELATION));
    return new RunSituation(
        last.position(),
        sequence,
        time,
        RunFolding.of(key, correlation, events),
        RunVariables.of(events),
        steps,
        open(steps, events),
        TaskSituations.of(key.tenant(), key.workspace(), events, time, who));
  }

  private static List<Open> open(List<StepView> steps, List<RecordedEvent> events) {
    Map<Integer, Move.Parked> parked = new HashMap<>();
    for (RecordedEvent each : events) {
      if (each.event() instanceof RunEvent.RunAdvanced advanced) {
        for (Move move : advanced.moves()) {
          if (move instanceof Move.Parked park) {
            parked.put(park.ordinal(), park);
          }
        }
      }
    }
    List<Open> open = new ArrayList<>();
    for (StepView step : steps) {
      if (step.endedAt() == null) {
        Move.Parked wait = parked.get(step.ordinal());
        open.add(
            new Open(
                step.ordinal(),
                step.node(),
                step.status(),
                step.startedAt(),
                wait == null ? null : wait.due(),
                wait == null ? null : wait.event()));
      }
    }
    return open;
  }
}
