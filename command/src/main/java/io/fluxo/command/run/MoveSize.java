package io.fluxo.command.run;

import io.fluxo.messages.run.Move;
import io.fluxo.messages.value.JsonSize;

/** Roughly how many bytes the values of a move take when written. */
final class MoveSize {

  private MoveSize() {}

  static long of(Move move) {
    return switch (move) {
      case Move.Evaluated m -> {
        long size = JsonSize.of(m.output().json());
        if (m.set() != null) {
          for (var value : m.set().values()) {
            size += JsonSize.of(value.json());
          }
        }
        yield size;
      }
      case Move.Resumed m -> JsonSize.of(m.output().json());
      case Move.Opened m -> JsonSize.of(m.items().json());
      case Move.Left m -> JsonSize.of(m.result().json());
      case Move.Logged m -> m.data() == null ? m.message().length() : JsonSize.of(m.data().json());
      case Move.Scheduled m -> 0;
      case Move.Parked m -> 0;
      case Move.Asked m -> 0;
      case Move.Failed m -> m.failure().message().length();
      case Move.Entered m -> 0;
      case Move.Closed m -> 0;
      case Move.Abandoned m -> 0;
      case Move.Held m -> 0;
      case Move.FellBack m ->
          m.to() != null || m.output() == null ? 0 : JsonSize.of(m.output().json());
      case Move.Compensable m -> JsonSize.of(m.undo().input().json());
      case Move.Undoing m -> 0;
      case Move.Spent m -> 0;
      case Move.Queued m -> 0;
      case Move.Admitted m -> 0;
    };
  }
}
