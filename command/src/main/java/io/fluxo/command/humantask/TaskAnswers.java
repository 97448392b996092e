package io.fluxo.command.humantask;

import io.fluxo.command.form.Checked;
import io.fluxo.command.form.FormCheck;
import io.fluxo.messages.humantask.Acting;
import io.fluxo.messages.humantask.Quorum;
import io.fluxo.messages.humantask.TaskCommand.AnswerByLink;
import io.fluxo.messages.humantask.TaskCommand.CompleteTask;
import io.fluxo.messages.humantask.TaskCommand.FailTask;
import io.fluxo.messages.humantask.TaskCommand.SkipTask;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskEvent.TaskCompleted;
import io.fluxo.messages.humantask.TaskKind;
import io.fluxo.messages.humantask.TaskState;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.value.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a task is answered, as pure functions. */
final class TaskAnswers {

  private static final EnumSet<TaskState> ANSWERABLE =
      EnumSet.of(TaskState.READY, TaskState.RESERVED, TaskState.IN_PROGRESS);

  private final FormCheck forms;

  TaskAnswers(FormCheck forms) {
    this.forms = forms;
  }

  List<TaskEvent> complete(CompleteTask command, TaskFacts facts) {
    Acting who = command.who();
    TaskRights.requireSeen(facts, who);
    String outcome = outcome(command.outcome(), facts);
    if (facts.end() instanceof TaskCompleted done
        && done.person().equals(who.person())
        && done.outcome().equals(outcome)) {
      return List.of();
    }
    if (outcome.equals(facts.votes().get(voter(facts, who)))) {
      return List.of();
    }
    TaskDecisions.requireState("complete", command.taskId(), facts, ANSWERABLE);
    TaskDecisions.requireText(command.comment());
    if (facts.spec().quorum() != null) {
      return vote(command, outcome, facts);
    }
    List<TaskEvent> events = new ArrayList<>(TaskDecisions.taken("complete the task", facts, who));
    Payload answer = answer(command.answer(), outcome, facts);
    events.add(new TaskCompleted(outcome, answer, command.comment(), who.person()));
    return events;
  }

  /** A vote counts for whom it is cast: the stand-in of somebody who voted has no second one. */
  private static String voter(TaskFacts facts, Acting who) {
    String insteadOf = TaskRights.insteadOf(facts, who);
    return insteadOf != null && insteadOf.startsWith("user:") ? insteadOf : who.person();
  }

  private List<TaskEvent> vote(CompleteTask command, String outcome, TaskFacts facts) {
    Acting who = command.who();
    TaskRights.requireAsked("answer the task", facts, who);
    String voter = voter(facts, who);
    if (facts.votes().containsKey(voter)) {
      throw new Rejection(
          Rejection.Code.CONFLICT, "Expected one answer of each person, but you gave another one");
    }
    return vote(voter, outcome, command.answer(), command.comment(), facts);
  }

  private List<TaskEvent> vote(
      String voter, String outcome, Payload said, Payload comment, TaskFacts facts) {
    Payload answer = answer(said, outcome, facts);
    List<TaskEvent> events = new ArrayList<>();
    events.add(new TaskEvent.TaskVoted(voter, outcome, answer, comment));
    String settled = settled(facts.after(events.getFirst()));
    if (settled != null) {
      events.add(new TaskCompleted(settled, answer, comment, voter));
    }
    return events;
  }

  /** What those who have to agree have come to, null while that is open. */
  private static @Nullable String settled(TaskFacts facts) {
    Quorum quorum = facts.spec().quorum();
    if (quorum == null) {
      return null;
    }
    String yes = facts.spec().outcomes().getFirst();
    String no = facts.spec().outcomes().getLast();
    long approvals = facts.votes().values().stream().filter(yes::equals).count();
    long refusals = facts.votes().size() - approvals;
    if ((quorum.veto() && refusals > 0) || refusals > quorum.of() - quorum.approvals()) {
      return no;
    }
    return approvals >= quorum.approvals() ? yes : null;
  }

  List<TaskEvent> answer(AnswerByLink command, TaskFacts facts, Instant now) {
    Instant until = facts.links().get(command.link());
    if (until == null || !until.isAfter(now) || !facts.isOpen()) {
      throw Rejection.notFound("such link any more: it was used, has ended, or was taken back");
    }
    TaskDecisions.requireState(
        "answer",
        command.taskId(),
        facts,
        EnumSet.of(TaskState.CREATED, TaskState.READY, TaskState.RESERVED, TaskState.IN_PROGRESS));
    String outcome = outcome(command.outcome(), facts);
    TaskDecisions.requireText(command.comment());
    String person = "link:" + command.link();
    if (facts.spec().quorum() != null) {
      List<TaskEvent> events = new ArrayList<>();
      events.add(new TaskEvent.TaskLinkRevoked(command.link()));
      events.addAll(vote(person, outcome, command.answer(), command.comment(), facts));
      return events;
    }
    Payload answer = answer(command.answer(), outcome, facts);
    return List.of(new TaskCompleted(outcome, answer, command.comment(), person));
  }

  List<TaskEvent> fail(FailTask command, TaskFacts facts) {
    TaskRights.requireSeen(facts, command.who());
    TaskDecisions.requireText(command.reason());
    if (facts.end() instanceof TaskEvent.TaskFailed failed
        && failed.person().equals(command.who().person())) {
      return List.of();
    }
    TaskDecisions.requireState(
        "fail", command.taskId(), facts, EnumSet.of(TaskState.RESERVED, TaskState.IN_PROGRESS));
    TaskRights.requireOwner("fail the task", facts, command.who());
    return List.of(new TaskEvent.TaskFailed(command.reason(), command.who().person()));
  }

  List<TaskEvent> skip(SkipTask command, TaskFacts facts) {
    TaskRights.requireSeen(facts, command.who());
    TaskDecisions.requireText(command.reason());
    if (facts.end() instanceof TaskEvent.TaskSkipped) {
      return List.of();
    }
    TaskDecisions.requireOpen("skip", command.taskId(), facts);
    if (!facts.spec().skippable()) {
      throw Rejection.invalidState("skip", "task " + command.taskId(), "none that may be skipped");
    }
    TaskRights.requireOwnerOrManager("skip the task", facts, command.who());
    return List.of(new TaskEvent.TaskSkipped(command.reason()));
  }

  private static String outcome(@Nullable String said, TaskFacts facts) {
    List<String> possible = facts.spec().outcomes();
    if (said == null && facts.spec().kind() == TaskKind.FORM) {
      return possible.getFirst();
    }
    if (said == null || !possible.contains(said)) {
      throw new Rejection(
          Rejection.Code.INVALID_INPUT,
          "The outcome is not one of this task's",
          List.of(
              new Rejection.Problem(
                  "/outcome", 0, 0, "There is no such outcome", "one of " + possible)));
    }
    return said;
  }

  /** A no needs no form to be filled in; whatever is there of it is kept as it is right. */
  private Payload answer(Payload answer, String outcome, TaskFacts facts) {
    boolean refuses = TaskOutcomes.isRefusal(outcome) && facts.spec().kind() != TaskKind.DECISION;
    if (refuses && answer.object().isEmpty()) {
      return Payload.of(Map.of());
    }
    Checked checked = forms.check(facts.spec().form(), answer);
    if (!checked.problems().isEmpty()) {
      throw new Rejection(
          Rejection.Code.INVALID_INPUT,
          "The answer does not fit the form",
          checked.problems().stream().map(TaskAnswers::inAnswer).toList());
    }
    return checked.answer();
  }

  /** A mistake in an answer, as a mistake in the request that holds it. */
  static Rejection.Problem inAnswer(Rejection.Problem problem) {
    return new Rejection.Problem(
        "/answer" + problem.pointer(),
        problem.line(),
        problem.column(),
        problem.message(),
        problem.expected());
  }
}
