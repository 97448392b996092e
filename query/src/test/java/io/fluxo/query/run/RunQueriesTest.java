package io.fluxo.query.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.axonframework.messaging.responsetypes.ResponseTypes.instanceOf;
import static org.axonframework.messaging.responsetypes.ResponseTypes.multipleInstancesOf;

import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.LogLevel;
import io.fluxo.messages.run.LogLine;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.QueueStatistics;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunQuery;
import io.fluxo.messages.run.RunStatus;
import io.fluxo.messages.run.RunView;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.run.StepView;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.value.Payload;
import io.fluxo.query.History;
import io.fluxo.query.ReadSide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunQueriesTest {
  private static final RunId RUN = History.id(7);
  private final ReadSide side = new ReadSide();
  private Instant now = History.START;
  private int projected;

  @Test
  void aRunIsTheSameBeforeAndAfterItsRowIsWrittenAndHasInputAndOutput() throws Throwable {
    run(History.started(RUN, "order-1"));
    run(new RunEvent.RunCompleted(Payload.of("done")));
    RunView before = find("default", RUN);
    project();
    assertThat(find("default", RUN)).isEqualTo(before);
    assertThat(before.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(before.input()).isEqualTo(Payload.of(Map.of("who", RUN.value())));
    assertThat(before.output()).isEqualTo(Payload.of("done"));
    assertThat(before.workflow().hash()).isEqualTo("h1");
  }

  @Test
  void theStatusFollowsWhatIsOpen() throws Throwable {
    run(History.started(RUN, null));
    expect(RunStatus.RUNNING);
    run(moves(new Move.Parked(1, "wait", 0, now, null, null)));
    expect(RunStatus.WAITING_DELAY);
    run(moves(new Move.Parked(2, "ask", 0, null, "paid", null)));
    expect(RunStatus.WAITING_INPUT);
    run(moves(new Move.Scheduled(3, "call", 0)));
    step(3, scheduled(3, "call"));
    step(3, new StepEvent.StepStarted(1, "w"));
    expect(RunStatus.RUNNING);
    step(3, new StepEvent.StepFailed(1, History.FAILURE, now));
    expect(RunStatus.RECOVERING);
    step(3, new StepEvent.StepStarted(2, "w"));
    step(3, new StepEvent.StepOutcomeUnknown(2, History.FAILURE));
    expect(RunStatus.WAITING_INPUT);
    run(new RunEvent.RunTimedOut(History.FAILURE));
    expect(RunStatus.TIMEOUT);
  }

  @Test
  void aRunWaitsForPeopleAndIsNotTroubledByWhatTheyDo() throws Throwable {
    run(History.started(RUN, null));
    run(moves(new Move.Asked(1, "approve", 0), new Move.Asked(2, "check", 0)));
    expect(RunStatus.WAITING_INPUT);
    task(1, new TaskEvent.TaskClaimed("user:ana", null));
    task(1, new TaskEvent.TaskWithdrawn("Not needed"));
    expect(RunStatus.WAITING_INPUT);
    assertThat(steps())
        .extracting(StepView::node, StepView::type, StepView::status)
        .containsExactly(
            tuple("approve", "human_task", "waiting"), tuple("check", "human_task", "waiting"));
    assertThat(log(null, null, 9).items()).hasSize(3);
    assertThat(side.jdbc().queryForMap("SELECT open, steps_completed FROM run_view"))
        .isEqualTo(Map.of("open", "1h0 2h0", "steps_completed", 0));
    run(moves(new Move.Resumed(1, Payload.of("yes"), "approved"), new Move.Abandoned(2)));
    expect(RunStatus.RUNNING);
    run(new RunEvent.RunCompleted(Payload.EMPTY));
    expect(RunStatus.COMPLETED);
    assertThat(steps())
        .extracting(StepView::status, StepView::branch)
        .containsExactly(tuple("succeeded", "approved"), tuple("cancelled", null));
    QueueStatistics counts =
        side.ask(new RunQuery.CountQueues("default", "main"), instanceOf(QueueStatistics.class));
    assertThat(counts.node()).isEqualTo(new QueueStatistics.Counts(0, 0, 0, 0));
  }

  @Test
  void stepsTellBranchesItemsRetriesAndWaits() throws Throwable {
    run(History.started(RUN, null));
    run(
        moves(
            new Move.Evaluated("set", 0, Payload.of(1), "yes", null),
            new Move.Opened(1, "each", 0, Payload.of(List.of("a", "b"))),
            new Move.Entered(1, 1, "0"),
            new Move.Entered(2, 1, "1"),
            new Move.Scheduled(2, "call", 1),
            new Move.Parked(3, "wait", 2, now, null, null)));
    step(2, scheduled(2, "call"));
    step(2, new StepEvent.StepStarted(1, "w"));
    step(2, new StepEvent.StepFailed(1, History.FAILURE, now));
    assertThat(steps().get(2).status()).isEqualTo("retrying");
    now = now.plusMillis(50);
    StepEvent.Attempted attempted = new StepEvent.Attempted("w", 50);
    step(2, new StepEvent.StepSucceeded(2, Payload.of("A"), null, attempted));
    run(
        moves(
            new Move.Resumed(3, Payload.EMPTY, null),
            new Move.Left(2, Payload.of("B")),
            new Move.Resumed(2, Payload.of("A"), null),
            new Move.Left(1, Payload.of("A")),
            new Move.Closed(1),
            new Move.Opened(4, "both", 0, Payload.NULL),
            new Move.Entered(3, 4, "left"),
            new Move.Entered(4, 4, "right"),
            new Move.Parked(5, "late", 4, now, null, null),
            new Move.Left(3, Payload.of("L")),
            new Move.Abandoned(5),
            new Move.Closed(4),
            new Move.Failed(0, "bad", 0, History.FAILURE, null)));
    run(new RunEvent.RunFailed("bad", History.FAILURE));

    List<StepView> steps = steps();
    assertThat(steps)
        .extracting(StepView::node, StepView::status)
        .containsExactly(
            tuple("set", "evaluated"),
            tuple("each", "succeeded"),
            tuple("call", "succeeded"),
            tuple("wait", "succeeded"),
            tuple("both", "succeeded"),
            tuple("late", "cancelled"),
            tuple("bad", "failed"));
    assertThat(steps.get(1).output()).isEqualTo(Payload.of(List.of("A", "B")));
    assertThat(steps.get(4).output()).isEqualTo(Payload.of(Map.of("left", "L")));
    StepView call = steps.get(2);
    assertThat(call.attempts()).isEqualTo(2);
    assertThat(call.type()).isEqualTo("noop");
    assertThat(call.input()).isEqualTo(Payload.of(Map.of("url", "x")));
    assertThat(call.durationMillis()).isGreaterThanOrEqualTo(50);
  }

  @Test
  void theLogHasStableIdsLevelsAndCursors() throws Throwable {
    run(History.started(RUN, null));
    run(
        moves(
            new Move.Evaluated("set", 0, Payload.of(1), null, null),
            new Move.Logged("say", "warn", "Careful", null),
            new Move.Logged("say", "loud", "What", null),
            new Move.Scheduled(1, "call", 0)));
    step(1, scheduled(1, "call"));
    step(1, new StepEvent.StepFailed(1, History.FAILURE, now));
    List<LogLine> before = log(null, null, 200).items();
    run(new RunEvent.RunFailed("call", History.FAILURE));
    List<LogLine> all = log(null, null, 200).items();
    assertThat(all).startsWith(before.toArray(LogLine[]::new)).doesNotHaveDuplicates();
    assertThat(all).extracting(LogLine::id).doesNotHaveDuplicates();
    assertThat(all)
        .extracting(LogLine::level)
        .containsExactly(
            LogLevel.INFO,
            LogLevel.DEBUG,
            LogLevel.WARN,
            LogLevel.INFO,
            LogLevel.DEBUG,
            LogLevel.WARN,
            LogLevel.ERROR);
    assertThat(log(LogLevel.WARN, null, 200).items()).hasSize(3);

    List<LogLine> paged = new ArrayList<>();
    String cursor = null;
    do {
      Page<LogLine> page = log(null, cursor, 2);
      paged.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);
    assertThat(paged).isEqualTo(all);
  }

  @Test
  void listsAreFilteredAndTheirCursorsHoldWhileRunsArrive() throws Throwable {
    for (int i = 10; i < 20; i++) {
      RunId run = History.id(i);
      side.store(
          "default",
          "main",
          run.value(),
          History.started(run, i % 2 == 0 ? "even" : null),
          now.plusSeconds(i));
      if (i < 15) {
        side.store(
            "default",
            "main",
            run.value(),
            new RunEvent.RunCompleted(Payload.EMPTY),
            now.plusSeconds(i));
      }
    }
    project();
    Page<RunView> first = list(null, null, null, null, null, 4);
    assertThat(numbers(first)).containsExactly(19, 18, 17, 16);
    side.store(
        "default", "main", History.id(30).value(), History.started(History.id(30), null), now);
    project();
    Page<RunView> second = list(null, null, null, null, first.next(), 4);
    assertThat(numbers(second)).containsExactly(15, 14, 13, 12);
    Page<RunView> third = list(null, null, null, null, second.next(), 4);
    assertThat(numbers(third)).containsExactly(11, 10);
    assertThat(third.next()).isNull();
    assertThat(numbers(list(RunStatus.COMPLETED, null, null, null, null, 200))).hasSize(5);
    assertThat(numbers(list(RunStatus.RUNNING, "even", null, null, null, 200)))
        .containsExactly(18, 16);
    assertThat(numbers(list(null, null, now.plusSeconds(12), now.plusSeconds(14), null, 200)))
        .containsExactly(13, 12);
    assertThat(first.items().getFirst().input()).isNull();
    QueueStatistics counts =
        side.ask(new RunQuery.CountQueues("default", "main"), instanceOf(QueueStatistics.class));
    assertThat(counts.workflow()).isEqualTo(new QueueStatistics.Counts(0, 6, 5, 0));
  }

  @Test
  void anotherTenantSeesNothing() throws Throwable {
    run(History.started(RUN, null));
    project();
    assertThat(numbers(list("other", null, null, null, null, null, 9))).isEmpty();
    for (Object query :
        List.of(
            new RunQuery.FindRun("other", "main", RUN),
            new RunQuery.FindRun("default", "side", RUN),
            new RunQuery.FindRun("default", "main", History.id(8)),
            new RunQuery.ListLog("other", "main", RUN, null, new PageRequest(null, 9)))) {
      assertThatThrownBy(() -> side.ask(query, instanceOf(Object.class)))
          .isInstanceOfSatisfying(
              Rejection.class,
              rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.NOT_FOUND));
    }
    assertThatThrownBy(
            () ->
                side.ask(
                    new RunQuery.ListSteps("other", "main", RUN),
                    multipleInstancesOf(StepView.class)))
        .isInstanceOf(Rejection.class);
    assertThatThrownBy(() -> list(null, null, null, null, "no cursor", 9))
        .isInstanceOf(Rejection.class);
  }

  private static List<Integer> numbers(Page<RunView> page) {
    return page.items().stream()
        .map(view -> Integer.valueOf(view.runId().value().substring(10)))
        .toList();
  }

  private Page<RunView> list(
      RunStatus status, String key, Instant after, Instant before, String cursor, int limit)
      throws Throwable {
    return list("default", status, key, after, before, cursor, limit);
  }

  @SuppressWarnings("unchecked")
  private Page<RunView> list(
      String tenant,
      RunStatus status,
      String key,
      Instant after,
      Instant before,
      String cursor,
      int limit)
      throws Throwable {
    return side.ask(
        new RunQuery.ListRuns(
            tenant, "main", "greet", status, key, after, before, new PageRequest(cursor, limit)),
        instanceOf(Page.class));
  }

  @SuppressWarnings("unchecked")
  private Page<LogLine> log(LogLevel atLeast, String cursor, int limit) throws Throwable {
    return side.ask(
        new RunQuery.ListLog("default", "main", RUN, atLeast, new PageRequest(cursor, limit)),
        instanceOf(Page.class));
  }

  private List<StepView> steps() throws Throwable {
    return side.ask(
        new RunQuery.ListSteps("default", "main", RUN), multipleInstancesOf(StepView.class));
  }

  private RunView find(String tenant, RunId run) throws Throwable {
    return side.ask(new RunQuery.FindRun(tenant, "main", run), instanceOf(RunView.class));
  }

  private void expect(RunStatus status) throws Throwable {
    assertThat(find("default", RUN).status()).isEqualTo(status);
    project();
    assertThat(list(null, null, null, null, null, 9).items().getFirst().status()).isEqualTo(status);
  }

  private void project() {
    side.project(side.stored().subList(projected, side.stored().size()));
    projected = side.stored().size();
  }

  private static RunEvent moves(Move... moves) {
    return new RunEvent.RunAdvanced(List.of(moves));
  }

  private static StepEvent scheduled(int ordinal, String node) {
    return new StepEvent.StepScheduled(
        StepId.of(RUN, ordinal), node, "noop", Effect.ONCE, Payload.of(Map.of("url", "x")), null);
  }

  private void run(RunEvent event) {
    now = now.plusMillis(1);
    side.store("default", "main", RUN.value(), event, now);
  }

  private void task(int ordinal, TaskEvent event) {
    now = now.plusMillis(1);
    side.store("default", "main", StepId.of(RUN, ordinal).value(), event, now);
  }

  private void step(int ordinal, StepEvent event) {
    now = now.plusMillis(1);
    side.store("default", "main", StepId.of(RUN, ordinal).value(), event, now);
  }
}
