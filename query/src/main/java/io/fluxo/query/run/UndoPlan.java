package io.fluxo.query.run;

import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.Undo;
import io.fluxo.query.history.RecordedEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What a run did that can be undone and is not, folded from its events: the last first. */
final class UndoPlan {

  private UndoPlan() {}

  static List<Undo> of(List<RecordedEvent> events) {
    SequencedMap<Integer, Undo> undo = new LinkedHashMap<>();
    for (RecordedEvent recorded : events) {
      if (recorded.event() instanceof RunEvent.RunAdvanced advanced) {
        for (Move move : advanced.moves()) {
          if (move instanceof Move.Compensable compensable) {
            undo.put(compensable.undo().of(), compensable.undo());
          }
        }
      } else if (recorded.event() instanceof RunEvent.RunUndone undone) {
        undo.remove(undone.of());
      }
    }
    return List.copyOf(undo.sequencedValues().reversed());
  }
}
