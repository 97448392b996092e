package io.fluxo.command.run;

import io.fluxo.messages.run.Intervention;
import io.fluxo.messages.run.RunEvent.RunIntervened;
import io.fluxo.messages.value.Payload;
import java.util.Map;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** What becomes of a run's state when somebody takes the wheel. */
final class Intervened {

  private Intervened() {}

  static RunState after(RunIntervened event, RunState was) {
    RunState state = event.again() == null ? was : reopened(event.intervention(), was);
    if (event.deadline() != null) {
      state = state.with(state.control().until(event.deadline()));
    }
    return switch (event.intervention()) {
      case Intervention.Paused i -> holding(state, state.control().hold().pausing(i.since()));
      case Intervention.Continued i -> {
        Control.Hold hold = state.control().hold().pausing(null);
        yield holding(state, hold.holds() ? hold : hold.released());
      }
      case Intervention.Retried i -> retried(i, state);
      case Intervention.Skipped i ->
          (i.ordinal() > 0 ? state.without(i.ordinal()) : state)
              .in(i.scope(), state.scope(i.scope()).gave(i.node(), i.output().json()));
      case Intervention.Forced i ->
          state.with(state.control().with(state.control().hold().without(i.scope())));
      case Intervention.Rewound i ->
          state
              .with(state.control().with(state.control().hold().without(i.scope())))
              .withVars(values(i.vars()))
              .in(
                  i.scope(),
                  state
                      .scope(i.scope())
                      .back(
                          values(i.outputs()),
                          i.last().json(),
                          i.error().json() == null ? null : i.error().object()));
      case Intervention.Edited i -> edited(i, state);
      case Intervention.Discarded i -> state.with(state.control().discarding(true));
    };
  }

  /**
   * A run that had ended is under way again: where its failure began, or, where it is sent
   * elsewhere anyway, with nothing open.
   */
  private static RunState reopened(Intervention intervention, RunState was) {
    Control.Setback setback = was.control().setback();
    boolean there =
        intervention instanceof Intervention.Retried
            || intervention instanceof Intervention.Skipped;
    Control control =
        was.control().with((Control.Setback) null).with(Control.Hold.NONE).discarding(false);
    RunState base =
        there && setback != null
            ? setback.before()
            : was.withOpen(HashTreePMap.empty(), was.nextOrdinal())
                .withScopes(HashTreePMap.singleton(0, was.scope(0)), was.nextScope());
    return new RunState(
        RunState.Phase.RUNNING,
        was.started(),
        was.vars(),
        base.open(),
        base.scopes(),
        was.nextOrdinal(),
        was.nextScope(),
        was.events(),
        was.bytes(),
        control);
  }

  private static RunState holding(RunState state, Control.Hold hold) {
    return state.with(state.control().with(hold));
  }

  private static RunState retried(Intervention.Retried retried, RunState state) {
    Activation open = state.open().get(retried.ordinal());
    if (open == null) {
      return state;
    }
    return switch (open) {
      case Activation.Escalated e ->
          e.step()
              ? state.replaced(retried.ordinal(), new Activation.Step(e.node(), e.scope()))
              : state.without(retried.ordinal());
      case Activation.Undoes e ->
          state.with(state.control().with(state.control().undoing().again(e.of())));
      default -> state;
    };
  }

  private static RunState edited(Intervention.Edited edited, RunState state) {
    PMap<String, Object> vars = state.vars().minusAll(edited.before().keySet());
    return state.withVars(vars.plusAll(values(edited.after())));
  }

  private static PMap<String, Object> values(Map<String, Payload> payloads) {
    PMap<String, Object> values = HashTreePMap.empty();
    for (Map.Entry<String, Payload> entry : payloads.entrySet()) {
      Object value = entry.getValue().json();
      values = values.plus(entry.getKey(), value == null ? RunState.NOTHING : value);
    }
    return values;
  }
}
