package io.fluxo.command.humantask;

import static io.fluxo.command.humantask.TaskScenario.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.fluxo.messages.humantask.Acting;
import io.fluxo.messages.humantask.TaskCommand;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskFile;
import io.fluxo.messages.humantask.TaskState;
import io.fluxo.messages.humantask.Timer;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.value.Payload;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation in every state, by somebody who is asked, has the task, and manages tasks. */
class TaskStatesTest {

  private static final Acting BEA = new Acting("user:bea", Set.of("user:bea"), Set.of(), true);

  /** ok: something happens; -: it is so already; S: not in this state; F: not by Bea. */
  private static final String TABLE =
      """
                created ready reserved in_progress suspended completed failed expired obsolete
      claim        S     ok     -        -           S         S        S      S       S
      release      S     -      ok       ok          S         S        S      S       S
      start        S     ok     ok       -           S         S        S      S       S
      delegate     ok    ok     ok       ok          S         S        S      S       S
      forward      ok    ok     ok       ok          S         S        S      S       S
      comment      ok    ok     ok       ok          ok        S        S      S       S
      attach       F     ok     ok       ok          ok        S        S      S       S
      prioritize   ok    ok     ok       ok          ok        S        S      S       S
      suspend      ok    ok     ok       ok          -         S        S      S       S
      resume       -     -      -        -           ok        S        S      S       S
      complete     S     ok     ok       ok          S         -        S      S       S
      fail         S     S      ok       ok          S         S        -      S       S
      skip         ok    ok     ok       ok          ok        S        S      S       -
      withdraw     ok    ok     ok       ok          ok        S        S      S       S
      link         ok    ok     ok       ok          ok        S        S      S       S
      revoke       -     -      -        -           -         -        -      -       -
      """;

  @TestFactory
  Stream<DynamicTest> everyOperationInEveryState() {
    List<String> lines = TABLE.lines().toList();
    List<String> states = words(lines.getFirst());
    assertThat(states).isEqualTo(Arrays.stream(TaskState.values()).map(TaskState::text).toList());
    return lines.stream()
        .skip(1)
        .flatMap(
            line -> {
              List<String> row = words(line);
              return Stream.iterate(0, i -> i + 1)
                  .limit(states.size())
                  .map(
                      i ->
                          dynamicTest(
                              row.getFirst() + " " + states.get(i),
                              () -> check(row.getFirst(), states.get(i), row.get(i + 1))));
            });
  }

  private static List<String> words(String line) {
    return List.of(line.trim().split(" +"));
  }

  private static void check(String operation, String state, String expected) {
    TaskScenario task = in(TaskState.of(state));
    assertThat(task.facts().state().text()).isEqualTo(state);
    String result;
    try {
      task.when(command(operation, task));
      result = task.last().isEmpty() ? "-" : "ok";
    } catch (Rejection refused) {
      assertThat(refused.getMessage()).startsWith("Expected to ");
      result =
          switch (refused.code()) {
            case INVALID_STATE -> "S";
            case FORBIDDEN -> "F";
            default -> refused.code().name();
          };
    }
    assertThat(result).isEqualTo(expected);
    if (result.equals("ok") && !operation.equals("comment") && !operation.equals("attach")) {
      task.when(command(operation, task));
      assertThat(task.last()).as("a second time").isEmpty();
    }
  }

  private static TaskScenario in(TaskState state) {
    Timer timer = new Timer(Timer.Of.complete, Timer.Act.escalate, 0, java.time.Instant.EPOCH);
    TaskScenario task = TaskScenario.approval();
    TaskEvent claimed = new TaskEvent.TaskClaimed("user:bea", null);
    return switch (state) {
      case CREATED ->
          TaskScenario.given("{\"kind\":\"approval\",\"title\":\"T\",\"skippable\":true}");
      case READY -> task;
      case RESERVED -> task.happened(claimed);
      case IN_PROGRESS -> task.happened(claimed, new TaskEvent.TaskStarted("user:bea"));
      case SUSPENDED ->
          task.happened(claimed, new TaskEvent.TaskSuspended(Payload.NULL, task.now()));
      case COMPLETED ->
          task.happened(
              claimed,
              new TaskEvent.TaskCompleted("approved", Payload.EMPTY, Payload.NULL, "user:bea"));
      case FAILED -> task.happened(claimed, new TaskEvent.TaskFailed(Payload.NULL, "user:bea"));
      case EXPIRED -> task.happened(claimed, new TaskEvent.TaskExpired(timer));
      case OBSOLETE -> task.happened(claimed, new TaskEvent.TaskSkipped(Payload.NULL));
    };
  }

  private static TaskCommand command(String operation, TaskScenario task) {
    TaskFile file = new TaskFile("0".repeat(64), Payload.of("a.png"), "image/png", 100);
    return switch (operation) {
      case "claim" -> new TaskCommand.ClaimTask(TASK, BEA);
      case "release" -> new TaskCommand.ReleaseTask(TASK, BEA);
      case "start" -> new TaskCommand.StartTask(TASK, BEA);
      case "delegate" -> new TaskCommand.DelegateTask(TASK, "carl", BEA);
      case "forward" -> new TaskCommand.ForwardTask(TASK, List.of("dora"), List.of(), BEA);
      case "comment" -> new TaskCommand.CommentTask(TASK, Payload.of("Hm"), BEA);
      case "attach" -> new TaskCommand.AttachFile(TASK, file, BEA);
      case "prioritize" -> new TaskCommand.PrioritizeTask(TASK, 9, BEA);
      case "suspend" -> new TaskCommand.SuspendTask(TASK, Payload.of("later"), BEA);
      case "resume" -> new TaskCommand.ResumeTask(TASK, BEA);
      case "complete" ->
          new TaskCommand.CompleteTask(TASK, "approved", Payload.EMPTY, Payload.NULL, BEA);
      case "fail" -> new TaskCommand.FailTask(TASK, Payload.of("no"), BEA);
      case "skip" -> new TaskCommand.SkipTask(TASK, Payload.of("no"), BEA);
      case "withdraw" -> new TaskCommand.WithdrawTask(TASK, "no", BEA);
      case "link" ->
          new TaskCommand.IssueLink(
              TASK, "l1", task.now().plus(Duration.ofDays(1)), Payload.NULL, BEA);
      case "revoke" -> new TaskCommand.RevokeLink(TASK, "l1", BEA);
      default -> throw new IllegalArgumentException(operation.toUpperCase(Locale.ROOT));
    };
  }
}
