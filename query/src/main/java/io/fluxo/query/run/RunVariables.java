package io.fluxo.query.run;

import io.fluxo.messages.run.Intervention;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.value.Payload;
import io.fluxo.query.history.RecordedEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The variables of a run, folded from its events. */
final class RunVariables {

  private RunVariables() {}

  static Map<String, Payload> of(List<RecordedEvent> events) {
    Map<String, Payload> variables = new TreeMap<>();
    for (RecordedEvent each : events) {
      if (each.event() instanceof RunEvent.RunAdvanced advanced) {
        advanced.moves().forEach(move -> moved(move, variables));
      } else if (each.event() instanceof RunEvent.RunIntervened by) {
        intervened(by.intervention(), variables);
      }
    }
    return variables;
  }

  private static void moved(Move move, Map<String, Payload> variables) {
    if (move instanceof Move.Evaluated evaluated && evaluated.set() != null) {
      variables.putAll(evaluated.set());
    }
  }

  private static void intervened(Intervention by, Map<String, Payload> variables) {
    if (by instanceof Intervention.Rewound rewound) {
      variables.clear();
      variables.putAll(rewound.vars());
    } else if (by instanceof Intervention.Edited edited) {
      variables.keySet().removeAll(edited.before().keySet());
      variables.putAll(edited.after());
    }
  }
}
