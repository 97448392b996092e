package io.fluxo.query;

import io.fluxo.messages.run.EndCause;
import io.fluxo.messages.run.Intervention;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.run.WorkflowRef;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.WorkflowId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random lives of runs, as a sane write side would record them. */
public final class History {
  public static final Instant START = Instant.parse("2026-01-02T03:04:05.123456Z");
  public static final Failure FAILURE = Failure.passing(Failure.TIMEOUT, "Too slow");

  /** Takes the events. */
  public interface Sink {
    void store(String tenant, String workspace, String subject, Object event, Instant time);
  }

  private final Sink side;
  private final Random random;
  private long tick;

  public History(Sink side, long seed) {
    this.side = side;
    this.random = new Random(seed);
  }

  public static RunId id(int number) {
    return new RunId("0%025d".formatted(number));
  }

  public static RunEvent.RunStarted started(RunId run, String businessKey) {
    return new RunEvent.RunStarted(
        run,
        new WorkflowRef(new WorkflowId("greet"), 1, "h1"),
        TriggerKind.MANUAL,
        null,
        Payload.of(Map.of("who", run.value())),
        businessKey,
        null,
        0,
        null);
  }

  /** Stores the interleaved lives of so many runs in two tenants. */
  public void live(int runs) {
    List<Life> lives = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      lives.add(new Life(id(i), i % 3 == 0 ? "other" : "default"));
    }
    for (int i = 0; i < runs * 12; i++) {
      lives.get(random.nextInt(runs)).step();
    }
  }

  private final class Life {
    private final RunId run;
    private final String tenant;
    private final Map<Integer, Character> open = new HashMap<>();
    private int ordinals;
    private boolean begun;
    private boolean ended;
    private boolean failed;
    private boolean paused;
    private String fallback;
    private int undoing;

    Life(RunId run, String tenant) {
      this.run = run;
      this.tenant = tenant;
    }

    void step() {
      tick++;
      if (ended) {
        if (failed && random.nextInt(3) == 0) {
          takeUpAgain();
        }
        return;
      }
      if (undoing != 0) {
        undo();
        return;
      }
      if (!begun) {
        begun = true;
        own(started(run, random.nextBoolean() ? "bk" : null));
        return;
      }
      int what = random.nextInt(14);
      if (what >= 10) {
        recover(what);
      } else if (what < 3) {
        schedule();
      } else if (what == 3) {
        int ordinal = ++ordinals;
        open.put(ordinal, 'p');
        move(
            new Move.Parked(ordinal, "wait", 0, START, random.nextBoolean() ? "paid" : null, null));
      } else if (what == 4 && open.isEmpty()) {
        end(random.nextInt(4));
      } else if (what == 5 && random.nextInt(4) == 0) {
        end(1 + random.nextInt(3));
      } else if (!open.isEmpty()) {
        goOn(List.copyOf(open.keySet()).get(random.nextInt(open.size())));
      }
    }

    private void recover(int what) {
      if (what == 10) {
        paused = !paused;
        intervene(paused ? new Intervention.Paused(START) : new Intervention.Continued(), null);
      } else if (what == 11 && fallback == null) {
        fallback = random.nextBoolean() ? "other" : null;
        move(
            new Move.FellBack(
                0, "n0", 0, FAILURE, fallback == null ? Payload.EMPTY : null, fallback));
      } else if (what == 12) {
        int ordinal = ++ordinals;
        open.put(ordinal, 'e');
        own(new RunEvent.RunEscalated(ordinal, "n" + ordinal, 0, FAILURE));
      } else if (random.nextInt(3) == 0) {
        open.forEach(
            (ordinal, state) -> {
              move(new Move.Abandoned(ordinal));
              if (state != 'p' && state != 'e') {
                step(ordinal, new StepEvent.StepCancelled());
              }
            });
        open.clear();
        undoing = 2;
        own(new RunEvent.RunCompensating(EndCause.failed("n1", FAILURE), List.of()));
      }
    }

    private void undo() {
      switch (random.nextInt(3)) {
        case 0 -> own(new RunEvent.RunUndoFailed(1, 0, "undo", FAILURE));
        case 1 -> own(new RunEvent.RunUndone(1, null));
        default -> {
          undoing--;
          if (undoing == 0) {
            ended = true;
            own(new RunEvent.RunCompensated(EndCause.failed("n1", FAILURE)));
          }
        }
      }
    }

    /** A run that failed goes on with one step that is attempted again. */
    private void takeUpAgain() {
      if (random.nextInt(4) == 0) {
        failed = false;
        intervene(new Intervention.Discarded(), null);
        return;
      }
      ended = false;
      failed = false;
      paused = false;
      List<Integer> again = ordinals == 0 ? List.of() : List.of(ordinals);
      intervene(new Intervention.Retried(ordinals, "n" + ordinals, 0), again);
      for (int ordinal : again) {
        open.put(ordinal, 'w');
        step(ordinal, new StepEvent.StepRetried(2, "cancelled", null, null, null));
      }
    }

    private void intervene(Intervention what, List<Integer> again) {
      own(new RunEvent.RunIntervened(what, "why", "before", "after", again, null));
    }

    private void schedule() {
      int ordinal = ++ordinals;
      open.put(ordinal, 'w');
      move(new Move.Scheduled(ordinal, fallback == null ? "n" + ordinal : fallback, 0));
      fallback = null;
      step(
          ordinal,
          new StepEvent.StepScheduled(
              StepId.of(run, ordinal), "n" + ordinal, "noop", Effect.ONCE, Payload.EMPTY, null));
    }

    private void goOn(int ordinal) {
      switch (open.get(ordinal)) {
        case 'e' -> {
          open.remove(ordinal);
          intervene(new Intervention.Skipped(ordinal, "n", 0, Payload.EMPTY, null), null);
        }
        case 'p' -> {
          open.remove(ordinal);
          move(
              random.nextBoolean()
                  ? new Move.Resumed(ordinal, Payload.EMPTY, null)
                  : new Move.Abandoned(ordinal));
        }
        case 'w' -> {
          if (random.nextBoolean()) {
            open.put(ordinal, 'a');
            step(ordinal, new StepEvent.StepStarted(1, "w1"));
          } else {
            settle(ordinal);
          }
        }
        default -> settle(ordinal);
      }
    }

    private void settle(int ordinal) {
      switch (random.nextInt(6)) {
        case 5 -> {
          open.put(ordinal, 'u');
          step(ordinal, new StepEvent.StepOutcomeUnknown(1, FAILURE));
        }
        case 0 -> {
          open.put(ordinal, 'w');
          step(ordinal, new StepEvent.StepFailed(1, FAILURE, START));
        }
        case 1 -> {
          open.remove(ordinal);
          move(new Move.Failed(ordinal, "n" + ordinal, 0, FAILURE, "rescue"));
          step(ordinal, new StepEvent.StepFailed(1, FAILURE, null));
        }
        case 2 -> {
          open.remove(ordinal);
          move(new Move.Abandoned(ordinal));
          step(ordinal, new StepEvent.StepCancelled());
        }
        case 3 -> {
          open.remove(ordinal);
          step(ordinal, new StepEvent.StepSucceeded(1, Payload.of("ok"), null));
          move(new Move.Resumed(ordinal, Payload.of("ok"), null));
        }
        default -> {
          open.remove(ordinal);
          move(new Move.Resumed(ordinal, Payload.of("ok"), null));
          if (open.isEmpty() && random.nextBoolean()) {
            end(0);
          }
          step(ordinal, new StepEvent.StepSucceeded(1, Payload.of("ok"), null));
        }
      }
    }

    private void end(int how) {
      ended = true;
      failed = how == 1;
      own(
          switch (how) {
            case 0 -> new RunEvent.RunCompleted(Payload.of("done"));
            case 1 -> new RunEvent.RunFailed("n1", FAILURE);
            case 2 -> new RunEvent.RunCancelled("enough");
            default -> new RunEvent.RunTimedOut(FAILURE);
          });
      open.forEach(
          (ordinal, state) -> {
            if (state != 'p' && state != 'e') {
              step(ordinal, new StepEvent.StepCancelled());
            }
          });
      open.clear();
    }

    private void move(Move move) {
      own(new RunEvent.RunAdvanced(List.of(move)));
    }

    private void own(Object event) {
      side.store(tenant, "main", run.value(), event, START.plusMillis(tick));
    }

    private void step(int ordinal, Object event) {
      side.store(tenant, "main", StepId.of(run, ordinal).value(), event, START.plusMillis(tick));
    }
  }
}
