package io.fluxo.query.run;

import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.travel.RunDifference;
import io.fluxo.messages.travel.RunSituation;
import io.fluxo.messages.travel.TravelQuery.CompareSituations;
import io.fluxo.messages.travel.TravelQuery.FindSituation;
import io.fluxo.query.history.EventReader;
import io.fluxo.query.history.RecordedEvent;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Answers how a run was, from its events alone. */
@Component
final class RunTravel {

  private final EventReader events;

  RunTravel(EventReader events) {
    this.events = events;
  }

  @QueryHandler
  RunSituation handle(FindSituation query) {
    RunKey key = new RunKey(query.tenant(), query.workspace(), query.runId().value());
    List<RecordedEvent> found = of(key, query.runId());
    return Situations.of(key, Situations.upTo(query.at(), found), query.who());
  }

  @QueryHandler
  RunDifference handle(CompareSituations query) {
    RunKey key = new RunKey(query.tenant(), query.workspace(), query.runId().value());
    List<RecordedEvent> found = of(key, query.runId());
    List<RecordedEvent> from = Situations.upTo(query.from(), found);
    List<RecordedEvent> to = Situations.upTo(query.to(), found);
    if (from.size() > to.size()) {
      throw new Rejection(
          Rejection.Code.INVALID_INPUT, "Expected 'from' to be before 'to', but it is after it");
    }
    return RunComparison.of(
        Situations.of(key, from, query.who()), Situations.of(key, to, query.who()));
  }

  private List<RecordedEvent> of(RunKey key, RunId run) {
    List<RecordedEvent> found = events.run(run);
    if (found.isEmpty() || !found.getFirst().belongsTo(key.tenant(), key.workspace())) {
      throw Rejection.notFound("run " + run);
    }
    return found;
  }
}
