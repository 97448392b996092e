package io.fluxo.query.humantask;

import io.fluxo.messages.humantask.FileRule;
import io.fluxo.messages.humantask.Quorum;
import io.fluxo.messages.humantask.Sla;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.humantask.TaskKind;
import io.fluxo.messages.humantask.TaskOrigin;
import io.fluxo.messages.humantask.TaskSpec;
import io.fluxo.messages.humantask.Timer;
import io.fluxo.messages.run.WorkflowRef;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.WorkflowId;
import io.fluxo.query.History;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random lives of tasks, as a sane write side would record them. */
final class TaskHistory {
  static final List<String> PEOPLE = List.of("user:ana", "user:bia", "user:caio", "user:davi");
  static final List<String> ROLES = List.of("role:finance", "role:legal");

  private final History.Sink side;
  private final Random random;
  private long tick;

  TaskHistory(History.Sink side, long seed) {
    this.side = side;
    this.random = new Random(seed);
  }

  /** Stores the interleaved lives of so many tasks in two workspaces. */
  void live(int tasks) {
    List<Life> lives = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      String id = History.id(i).value() + (i % 3 == 0 ? "" : "-" + (1 + i % 12));
      lives.add(new Life(new TaskId(id), i % 5 == 0 ? "side" : "main"));
    }
    for (Life life : lives) {
      life.step();
    }
    for (int i = 0; i < tasks * 4; i++) {
      lives.get(random.nextInt(tasks)).step();
    }
  }

  static Timer overdue(Timer.Of of, Instant at) {
    return new Timer(of, Timer.Act.overdue, 0, at);
  }

  static TaskEvent.TaskCreated created(
      TaskId id, List<String> candidates, List<String> excluded, int priority, Timer... timers) {
    return created(id, candidates, excluded, priority, null, Payload.NULL, timers);
  }

  static TaskEvent.TaskCreated created(
      TaskId id,
      List<String> candidates,
      List<String> excluded,
      int priority,
      Quorum quorum,
      Payload search,
      Timer... timers) {
    TaskSpec spec =
        new TaskSpec(
            TaskKind.APPROVAL,
            Payload.of(Map.of("title", "Approve " + id)),
            Payload.NULL,
            List.of(),
            candidates,
            excluded,
            Payload.NULL,
            priority,
            quorum,
            null,
            search,
            FileRule.NONE,
            false);
    TaskOrigin origin =
        id.step() == null
            ? null
            : new TaskOrigin(
                new WorkflowRef(
                    new WorkflowId(id.step().ordinal() % 2 == 0 ? "pay" : "hire"), 1, "h"),
                "ask",
                "key-" + id.step().ordinal());
    return new TaskEvent.TaskCreated(id, origin, spec, null, List.of(timers));
  }

  private List<String> some(List<String> of, int most) {
    List<String> chosen = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      String one = of.get(random.nextInt(of.size()));
      if (!chosen.contains(one)) {
        chosen.add(one);
      }
    }
    return chosen;
  }

  private String person() {
    return PEOPLE.get(random.nextInt(PEOPLE.size()));
  }

  private final class Life {
    private final TaskId id;
    private final String workspace;
    private final Map<String, String> votes = new HashMap<>();
    private boolean begun;
    private boolean ended;
    private boolean quorum;
    private boolean rests;
    private String owner;
    private int priority;
    private Instant due;

    Life(TaskId id, String workspace) {
      this.id = id;
      this.workspace = workspace;
    }

    void step() {
      tick++;
      if (ended) {
        return;
      }
      if (!begun) {
        begin();
        return;
      }
      switch (random.nextInt(16)) {
        case 0, 1, 2 -> take();
        case 3 -> {
          owner = person();
          add(new TaskEvent.TaskDelegated(null, owner, null));
        }
        case 4 -> {
          owner = null;
          add(new TaskEvent.TaskForwarded(List.of(), asked()));
        }
        case 5 -> {
          int before = priority;
          priority = random.nextInt(10);
          add(new TaskEvent.TaskPrioritized(before, priority));
        }
        case 6, 7 -> rest();
        case 8 -> {
          if (quorum) {
            String by = person();
            if (votes.putIfAbsent(by, "approved") == null) {
              add(new TaskEvent.TaskVoted(by, "approved", Payload.EMPTY, Payload.NULL));
            }
          }
        }
        case 9 -> add(new TaskEvent.TaskCommented(Payload.of("Hm")));
        case 10 ->
            add(
                new TaskEvent.TaskEscalated(
                    new Timer(Timer.Of.complete, Timer.Act.escalate, 0, now()),
                    Sla.Act.values()[random.nextInt(3)],
                    asked()));
        case 11 -> add(new TaskEvent.TaskReminded(overdue(Timer.Of.start, now())));
        case 12 -> add(new TaskEvent.TaskStarted(owner == null ? owner = person() : owner));
        case 13, 14 -> end();
        default -> {}
      }
    }

    private void begin() {
      begun = true;
      quorum = random.nextInt(4) == 0;
      priority = random.nextInt(10);
      due = random.nextInt(3) == 0 ? null : now().plusSeconds(random.nextInt(4) * 100L);
      List<Timer> timers = new ArrayList<>();
      if (due != null) {
        timers.add(overdue(Timer.Of.complete, due));
        if (random.nextBoolean()) {
          timers.add(overdue(Timer.Of.start, due.minusSeconds(50)));
        }
      }
      add(
          created(
              id,
              asked(),
              some(PEOPLE, 1),
              priority,
              quorum ? new Quorum(2, 3, false) : null,
              Payload.of(Map.of("Supplier", "Acme " + random.nextInt(5), "n", random.nextInt(30))),
              timers.toArray(Timer[]::new)));
    }

    private List<String> asked() {
      List<String> asked = some(PEOPLE, 2);
      asked.addAll(some(ROLES, 1));
      return asked;
    }

    private void take() {
      if (owner == null) {
        owner = person();
        add(new TaskEvent.TaskClaimed(owner, null));
      } else {
        add(new TaskEvent.TaskReleased(owner));
        owner = null;
      }
    }

    private void rest() {
      rests = !rests;
      if (rests) {
        add(new TaskEvent.TaskSuspended(Payload.of("Later"), now()));
      } else {
        due = due == null ? null : due.plus(Duration.ofSeconds(7));
        add(
            new TaskEvent.TaskResumed(
                due == null ? List.of() : List.of(overdue(Timer.Of.complete, due))));
      }
    }

    private void end() {
      ended = true;
      add(
          switch (random.nextInt(5)) {
            case 0 -> new TaskEvent.TaskWithdrawn("The run was cancelled");
            case 1 -> new TaskEvent.TaskExpired(overdue(Timer.Of.complete, now()));
            case 2 -> new TaskEvent.TaskFailed(Payload.of("No"), person());
            default ->
                new TaskEvent.TaskCompleted("approved", Payload.EMPTY, Payload.NULL, person());
          });
    }

    private Instant now() {
      return History.START.plusSeconds(tick);
    }

    private void add(TaskEvent event) {
      side.store("default", workspace, id.value(), event, now());
    }
  }
}
