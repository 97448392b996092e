package io.fluxo.query.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.axonframework.messaging.responsetypes.ResponseTypes.instanceOf;
import static org.axonframework.messaging.responsetypes.ResponseTypes.multipleInstancesOf;

import io.fluxo.messages.humantask.Acting;
import io.fluxo.messages.humantask.TaskDetail;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.humantask.TaskQuery.FindTask;
import io.fluxo.messages.humantask.TaskState;
import io.fluxo.messages.humantask.TaskView;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.Intervention;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunQuery.FindRun;
import io.fluxo.messages.run.RunQuery.ListSteps;
import io.fluxo.messages.run.RunStatus;
import io.fluxo.messages.run.RunView;
import io.fluxo.messages.run.StepView;
import io.fluxo.messages.travel.RunDifference;
import io.fluxo.messages.travel.RunDifference.Change;
import io.fluxo.messages.travel.RunPoint;
import io.fluxo.messages.travel.RunSituation;
import io.fluxo.messages.travel.RunSituation.Open;
import io.fluxo.messages.travel.TravelQuery.CompareSituations;
import io.fluxo.messages.travel.TravelQuery.FindSituation;
import io.fluxo.messages.value.Payload;
import io.fluxo.query.History;
import io.fluxo.query.ReadSide;
import io.fluxo.query.humantask.TaskLives;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

class RunTravelTest {
  private static final RunId RUN = History.id(1);
  private static final Acting MANAGER = new Acting("user:ana", Set.of("user:ana"), Set.of(), true);

  private final ReadSide side = new ReadSide();
  private Instant now = History.START;

  /** How a run stood when its store ended there, by what the present read API said then. */
  private record Present(RunView run, List<StepView> steps, List<TaskView> tasks) {}

  private record Stored(String tenant, String subject, Object event, Instant time) {}

  /** Seeds 1 to 12. */
  @Test
  void theStateAtAnEventIsThePresentOfAStoreThatEndsThere() throws Throwable {
    for (long seed = 1; seed <= 12; seed++) {
      ReadSide store = seed == 1 ? side : new ReadSide();
      Map<Long, Present> was = new HashMap<>();
      long position = 0;
      for (Stored each : lives(seed)) {
        store.store(each.tenant, "main", each.subject, each.event, each.time);
        position++;
        if (each.subject.startsWith(RUN.value())) {
          store.at(each.time);
          was.put(position, present(store));
        }
      }
      assertThat(was).as("seed %d", seed).isNotEmpty();
      for (Map.Entry<Long, Present> then : was.entrySet()) {
        RunSituation told =
            ask(store, new FindSituation("default", "main", RUN, at(then.getKey()), MANAGER));
        assertThat(new Present(told.run(), told.steps(), told.tasks()))
            .as("seed %d, position %d", seed, then.getKey())
            .isEqualTo(then.getValue());
      }
      List<DomainEventMessage<?>> stored = store.stored();
      store.project(stored);
      RunSituation last =
          ask(store, new FindSituation("default", "main", RUN, new RunPoint.Last(), MANAGER));
      assertThat(new Present(last.run(), last.steps(), last.tasks()))
          .as("seed %d, at the end", seed)
          .isEqualTo(present(store));
    }
  }

  private static RunPoint at(long position) {
    return new RunPoint.Position(position);
  }

  /** Random lives of a run that begins before its tasks do, and of others. */
  private static List<Stored> lives(long seed) {
    List<Stored> runs = new ArrayList<>();
    new History((t, w, subject, event, time) -> runs.add(new Stored(t, subject, event, time)), seed)
        .live(3);
    List<Stored> tasks = new ArrayList<>();
    TaskLives.of(
        RUN,
        4,
        seed,
        (t, w, subject, event, time) -> tasks.add(new Stored(t, subject, event, time)));
    Random random = new Random(seed);
    List<Stored> all = new ArrayList<>();
    boolean begun = false;
    Instant time = History.START;
    while (!runs.isEmpty() || !tasks.isEmpty()) {
      boolean run = tasks.isEmpty() || !begun || (!runs.isEmpty() && random.nextInt(3) > 0);
      Stored next = (run ? runs : tasks).removeFirst();
      begun |= next.subject.equals(RUN.value());
      time = time.plusMillis(1);
      all.add(new Stored(next.tenant, next.subject, next.event, time));
    }
    return all;
  }

  private static Present present(ReadSide store) throws Throwable {
    List<TaskView> tasks = new ArrayList<>();
    for (int n = 1; n <= 12; n++) {
      try {
        FindTask task = new FindTask("default", "main", TaskId.of(RUN, n), MANAGER);
        tasks.add(store.ask(task, instanceOf(TaskDetail.class)).task());
      } catch (Rejection none) {
        // that task was never asked for
      }
    }
    tasks.sort((a, b) -> a.createdAt().compareTo(b.createdAt()));
    return new Present(
        store.ask(new FindRun("default", "main", RUN), instanceOf(RunView.class)),
        store.ask(new ListSteps("default", "main", RUN), multipleInstancesOf(StepView.class)),
        tasks);
  }

  @Test
  void variablesTasksAndWhatIsOpenAreAsTheyWere() throws Throwable {
    beginWithVariablesAndATask();
    RunSituation then =
        ask(side, new FindSituation("default", "main", RUN, new RunPoint.Sequence(1), MANAGER));
    assertThat(then.variables())
        .isEqualTo(Map.of("total", Payload.of(10), "who", Payload.of(Map.of("name", "Ana"))));
    assertThat(then.open())
        .containsExactly(
            new Open(1, "wait", "waiting", now(1), now(99), "paid"),
            new Open(2, "approve", "waiting", now(1), null, null));
    assertThat(then.tasks()).isEmpty();

    RunSituation later =
        ask(side, new FindSituation("default", "main", RUN, new RunPoint.At(now(3)), MANAGER));
    assertThat(later.sequence()).isEqualTo(1);
    assertThat(later.tasks()).extracting(TaskView::state).containsExactly(TaskState.RESERVED);
  }

  @Test
  void aDifferenceNamesWhatChangedByPointer() throws Throwable {
    beginWithVariablesAndATask();
    RunDifference difference =
        ask(
            side,
            new CompareSituations(
                "default", "main", RUN, new RunPoint.Sequence(1), new RunPoint.Last(), MANAGER),
            RunDifference.class);
    assertThat(difference.variables())
        .containsExactlyInAnyOrder(
            new Change("/total", Payload.of(10), Payload.of(12)),
            new Change("/who/name", Payload.of("Ana"), Payload.of("Bia")),
            new Change("/a~1b", null, Payload.of(List.of(1))));
    assertThat(difference.steps())
        .extracting(RunDifference.Step::visit, step -> step.after().status())
        .containsExactly(tuple(1, "succeeded"), tuple(2, "cancelled"), tuple(3, "evaluated"));
    assertThat(difference.steps().getFirst().before().status()).isEqualTo("waiting");
    assertThat(difference.tasks()).hasSize(1);
    assertThat(difference.from().status()).isEqualTo(RunStatus.WAITING_INPUT);
    assertThat(difference.to().status()).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void whatWasNotThereYetOrIsOfOthersIsNotFound() {
    store(RUN.value(), History.started(RUN, null));
    for (RunPoint point :
        List.of(new RunPoint.Sequence(1), new RunPoint.Position(0), new RunPoint.At(now(-1)))) {
      assertThatThrownBy(() -> ask(side, new FindSituation("default", "main", RUN, point, MANAGER)))
          .isInstanceOf(Rejection.class);
    }
    assertThatThrownBy(
            () -> ask(side, new FindSituation("other", "main", RUN, new RunPoint.Last(), MANAGER)))
        .isInstanceOf(Rejection.class);
  }

  private void beginWithVariablesAndATask() {
    store(RUN.value(), History.started(RUN, null));
    store(
        RUN.value(),
        new RunEvent.RunAdvanced(
            List.of(
                new Move.Evaluated(
                    "set",
                    0,
                    Payload.EMPTY,
                    null,
                    Map.of("total", Payload.of(10), "who", Payload.of(Map.of("name", "Ana")))),
                new Move.Parked(1, "wait", 0, now(99), "paid", null),
                new Move.Asked(2, "approve", 0))));
    String task = RUN.value() + "-2";
    store(task, TaskLives.created(TaskId.of(RUN, 2)));
    store(task, new TaskEvent.TaskClaimed("user:ana", null));
    store(
        RUN.value(),
        new RunEvent.RunIntervened(
            new Intervention.Edited(
                Map.of("who", Payload.of(Map.of("name", "Ana"))),
                Map.of("who", Payload.of(Map.of("name", "Bia")), "a/b", Payload.of(List.of(1)))),
            "typo",
            "running",
            "running",
            null,
            null));
    store(
        RUN.value(),
        new RunEvent.RunAdvanced(
            List.of(
                new Move.Resumed(1, Payload.EMPTY, null),
                new Move.Evaluated(
                    "add", 0, Payload.EMPTY, null, Map.of("total", Payload.of(12))))));
    store(RUN.value(), new RunEvent.RunCancelled("enough"));
  }

  private void store(String subject, Object event) {
    side.store("default", "main", subject, event, now);
    now = now.plusSeconds(1);
  }

  private static Instant now(int seconds) {
    return History.START.plusSeconds(seconds);
  }

  private static RunSituation ask(ReadSide store, FindSituation query) throws Throwable {
    return ask(store, query, RunSituation.class);
  }

  private static <T> T ask(ReadSide store, Object query, Class<T> type) throws Throwable {
    return store.ask(query, instanceOf(type));
  }
}
