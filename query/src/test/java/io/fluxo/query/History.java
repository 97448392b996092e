package io.fluxo.query;

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

  private final ReadSide side;
  private final Random random;
  private long tick;

  public History(ReadSide side, long seed) {
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

    Life(RunId run, String tenant) {
      this.run = run;
      this.tenant = tenant;
    }

    void step() {
      tick++;
      if (ended) {
        return;
      }
      if (!begun) {
        begun = true;
        own(started(run, random.nextBoolean() ? "bk" : null));
        return;
      }
      int what = random.nextInt(10);
      if (what < 3) {
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

    private void schedule() {
      int ordinal = ++ordinals;
      open.put(ordinal, 'w');
      move(new Move.Scheduled(ordinal, "n" + ordinal, 0));
      step(
          ordinal,
          new StepEvent.StepScheduled(
              StepId.of(run, ordinal), "n" + ordinal, "noop", Effect.ONCE, Payload.EMPTY, null));
    }

    private void goOn(int ordinal) {
      switch (open.get(ordinal)) {
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
      switch (random.nextInt(5)) {
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
      own(
          switch (how) {
            case 0 -> new RunEvent.RunCompleted(Payload.of("done"));
            case 1 -> new RunEvent.RunFailed("n1", FAILURE);
            case 2 -> new RunEvent.RunCancelled("enough");
            default -> new RunEvent.RunTimedOut(FAILURE);
          });
      open.forEach(
          (ordinal, state) -> {
            if (state != 'p') {
              step(ordinal, new StepEvent.StepCancelled());
            }
          });
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
