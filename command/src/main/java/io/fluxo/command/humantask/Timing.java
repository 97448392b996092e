package io.fluxo.command.humantask;

import io.fluxo.messages.humantask.Timer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is due of a task, and whether its clocks go.
 *
 * @param suspended whether somebody lets it rest
 * @param held whether its run is paused
 * @param stoppedAt since when its clocks stand still, null while they go
 * @param timers what is still due, the earliest first
 */
record Timing(boolean suspended, boolean held, @Nullable Instant stoppedAt, List<Timer> timers) {

  static final Timing NONE = new Timing(false, false, null, List.of());

  boolean rests() {
    return suspended || held;
  }

  /** When something is due, null for never. */
  @Nullable Instant next() {
    return stoppedAt != null || timers.isEmpty() ? null : timers.getFirst().at();
  }

  Timing with(List<Timer> others) {
    return new Timing(suspended, held, stoppedAt, others);
  }

  Timing fired(Timer timer) {
    return with(timers.stream().filter(each -> !each.is(timer)).toList());
  }

  Timing without(Timer.Of of) {
    return with(timers.stream().filter(each -> each.of() != of).toList());
  }

  Timing suspendedSince(Instant since) {
    return new Timing(true, held, first(since), timers);
  }

  Timing resumed(List<Timer> moved) {
    return new Timing(false, held, held ? stoppedAt : null, moved);
  }

  Timing heldSince(Instant since) {
    return new Timing(suspended, true, first(since), timers);
  }

  Timing unheld(List<Timer> moved) {
    return new Timing(suspended, false, suspended ? stoppedAt : null, moved);
  }

  /** Clocks that stand still stopped when the first of both stopped them. */
  private Instant first(Instant since) {
    return stoppedAt == null ? since : stoppedAt;
  }
}
