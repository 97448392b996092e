package io.fluxo.command.humantask;

import io.fluxo.command.step.RunProgress;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.Directory;
import io.fluxo.messages.humantask.TaskCommand;
import io.fluxo.messages.humantask.TaskCommand.AnswerByLink;
import io.fluxo.messages.humantask.TaskCommand.AttachFile;
import io.fluxo.messages.humantask.TaskCommand.ClaimTask;
import io.fluxo.messages.humantask.TaskCommand.CommentTask;
import io.fluxo.messages.humantask.TaskCommand.CompleteTask;
import io.fluxo.messages.humantask.TaskCommand.CreateTask;
import io.fluxo.messages.humantask.TaskCommand.DelegateTask;
import io.fluxo.messages.humantask.TaskCommand.FailTask;
import io.fluxo.messages.humantask.TaskCommand.ForwardTask;
import io.fluxo.messages.humantask.TaskCommand.IssueLink;
import io.fluxo.messages.humantask.TaskCommand.PrioritizeTask;
import io.fluxo.messages.humantask.TaskCommand.ReleaseTask;
import io.fluxo.messages.humantask.TaskCommand.ResumeTask;
import io.fluxo.messages.humantask.TaskCommand.RevokeLink;
import io.fluxo.messages.humantask.TaskCommand.SkipTask;
import io.fluxo.messages.humantask.TaskCommand.StartTask;
import io.fluxo.messages.humantask.TaskCommand.SuspendTask;
import io.fluxo.messages.humantask.TaskCommand.WakeTask;
import io.fluxo.messages.humantask.TaskCommand.WithdrawTask;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.StepOutcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * Takes the commands of human tasks. The end of a task and what its run makes of it are one unit of
 * work.
 */
final class TaskHandler {

  private final Tasks tasks;
  private final RunProgress runs;
  private final TaskAnswers answers;
  private final TaskReader reader;
  private final TaskDesks desks;
  private final Directory directory;
  private final InstantSource clock;

  TaskHandler(
      Tasks tasks,
      RunProgress runs,
      TaskAnswers answers,
      TaskReader reader,
      TaskDesks desks,
      Directory directory,
      InstantSource clock) {
    this.tasks = tasks;
    this.runs = runs;
    this.answers = answers;
    this.reader = reader;
    this.desks = desks;
    this.directory = directory;
    this.clock = clock;
  }

  @CommandHandler
  void handle(CreateTask command, MetaData metaData) {
    Context context = Context.from(metaData);
    TaskAsked asked =
        readable(() -> reader.read(command.wanted().object(), desks.of(context), clock.instant()));
    if (!tasks.isThere(command.taskId(), asked, context)) {
      tasks.create(asked.by(command.taskId(), null), context);
    }
  }

  @CommandHandler
  void handle(ClaimTask command, MetaData metaData) {
    decide(command, metaData, facts -> TaskDecisions.claim(command, facts));
  }

  @CommandHandler
  void handle(ReleaseTask command, MetaData metaData) {
    decide(command, metaData, facts -> TaskDecisions.release(command, facts));
  }

  @CommandHandler
  void handle(StartTask command, MetaData metaData) {
    decide(command, metaData, facts -> TaskDecisions.start(command, facts));
  }

  @CommandHandler
  void handle(DelegateTask command, MetaData metaData) {
    Context context = Context.from(metaData);
    decide(
        command,
        metaData,
        facts -> {
          TaskRights.requireSeen(facts, command.who());
          String to = desks.of(context).person(command.to());
          if (to == null) {
            throw new Rejection(
                Rejection.Code.INVALID_INPUT,
                "Expected a member of this workspace to give the task to, but there is nobody of that name");
          }
          String standIn = directory.standIn(context.tenant(), to, clock.instant());
          return TaskDecisions.delegate(command.taskId(), to, standIn, command.who(), facts);
        });
  }

  @CommandHandler
  void handle(ForwardTask command, MetaData metaData) {
    TaskDesk desk = desks.of(Context.from(metaData));
    decide(
        command,
        metaData,
        facts -> {
          TaskRights.requireSeen(facts, command.who());
          List<String> to =
              readable(() -> People.principals(command.users(), command.roles(), desk));
          return TaskDecisions.forward(command.taskId(), to, command.who(), facts);
        });
  }

  @CommandHandler
  void handle(CommentTask command, MetaData metaData) {
    decide(command, metaData, facts -> TaskDecisions.comment(command, facts));
  }

  @CommandHandler
  void handle(AttachFile command, MetaData metaData) {
    decide(command, metaData, facts -> TaskDecisions.attach(command, facts));
  }

  @CommandHandler
  void handle(PrioritizeTask command, MetaData metaData) {
    decide(command, metaData, facts -> TaskDecisions.prioritize(command, facts));
  }

  @CommandHandler
  void handle(SuspendTask command, MetaData metaData) {
    decide(command, metaData, facts -> TaskClocks.suspend(command, facts, clock.instant()));
  }

  @CommandHandler
  void handle(ResumeTask command, MetaData metaData) {
    Context context = Context.from(metaData);
    decide(
        command,
        metaData,
        facts ->
            TaskClocks.resume(command, facts, tasks.calendar(facts, context), clock.instant()));
  }

  @CommandHandler
  void handle(CompleteTask command, MetaData metaData) {
    decide(command, metaData, facts -> answers.complete(command, facts));
  }

  @CommandHandler
  void handle(FailTask command, MetaData metaData) {
    decide(command, metaData, facts -> answers.fail(command, facts));
  }

  @CommandHandler
  void handle(SkipTask command, MetaData metaData) {
    decide(command, metaData, facts -> answers.skip(command, facts));
  }

  @CommandHandler
  void handle(WithdrawTask command, MetaData metaData) {
    decide(command, metaData, facts -> TaskLinks.withdraw(command, facts));
  }

  @CommandHandler
  void handle(IssueLink command, MetaData metaData) {
    decide(command, metaData, facts -> TaskLinks.issue(command, facts, clock.instant()));
  }

  @CommandHandler
  void handle(RevokeLink command, MetaData metaData) {
    decide(command, metaData, facts -> TaskLinks.revoke(command, facts));
  }

  @CommandHandler
  void handle(AnswerByLink command, MetaData metaData) {
    decide(command, metaData, facts -> answers.answer(command, facts, clock.instant()));
  }

  @CommandHandler
  void handle(WakeTask command, MetaData metaData) {
    Instant now = clock.instant();
    decide(command, metaData, facts -> TaskClocks.wake(facts, now));
    tasks.noteAgain(command.taskId(), Context.from(metaData));
  }

  private void decide(
      TaskCommand command, MetaData metaData, Function<TaskFacts, List<TaskEvent>> decision) {
    Context context = Context.from(metaData);
    List<TaskFacts> after = new ArrayList<>(1);
    List<TaskEvent> events =
        tasks.record(
            command.taskId(),
            context,
            facts -> {
              List<TaskEvent> decided = decision.apply(facts);
              after.add(folded(facts, decided));
              return decided;
            });
    goOn(command.taskId(), events, after.getLast(), context);
  }

  private static TaskFacts folded(TaskFacts facts, List<TaskEvent> events) {
    TaskFacts after = facts;
    for (TaskEvent event : events) {
      after = after.after(event);
    }
    return after;
  }

  private void goOn(TaskId task, List<TaskEvent> events, TaskFacts facts, Context context) {
    StepId step = task.step();
    if (step == null || events.isEmpty()) {
      return;
    }
    StepOutcome outcome = TaskOutcomes.of(events.getLast(), facts);
    if (outcome != null) {
      runs.resume(step, outcome, 1, context);
    }
  }

  /** Something that may be wrong in what somebody said. */
  private interface Reading<T> {
    T read() throws NodeFailure;
  }

  private static <T> T readable(Reading<@Nullable T> reading) {
    try {
      T read = reading.read();
      if (read == null) {
        throw new IllegalStateException("Expected something to be read");
      }
      return read;
    } catch (NodeFailure e) {
      throw new Rejection(Rejection.Code.INVALID_INPUT, e.failure().message());
    }
  }
}
