package io.fluxo.command.humantask;

import io.fluxo.messages.humantask.Acting;
import io.fluxo.messages.humantask.FileRule;
import io.fluxo.messages.humantask.TaskCommand.AttachFile;
import io.fluxo.messages.humantask.TaskCommand.ClaimTask;
import io.fluxo.messages.humantask.TaskCommand.CommentTask;
import io.fluxo.messages.humantask.TaskCommand.PrioritizeTask;
import io.fluxo.messages.humantask.TaskCommand.ReleaseTask;
import io.fluxo.messages.humantask.TaskCommand.StartTask;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.humantask.TaskState;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.value.JsonSize;
import io.fluxo.messages.value.Payload;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who has a task and what is said about it, as pure functions. */
final class TaskDecisions {

  private static final EnumSet<TaskState> HAD =
      EnumSet.of(TaskState.RESERVED, TaskState.IN_PROGRESS);
  private static final int MOST_TEXT = 16 * 1024;

  private TaskDecisions() {}

  static List<TaskEvent> claim(ClaimTask command, TaskFacts facts) {
    TaskRights.requireSeen(facts, command.who());
    if (command.who().person().equals(facts.owner()) && HAD.contains(facts.state())) {
      return List.of();
    }
    requireOne("claim", command.taskId(), facts);
    requireState("claim", command.taskId(), facts, EnumSet.of(TaskState.READY));
    TaskRights.requireAsked("claim the task", facts, command.who());
    return List.of(
        new TaskEvent.TaskClaimed(
            command.who().person(), TaskRights.insteadOf(facts, command.who())));
  }

  static List<TaskEvent> release(ReleaseTask command, TaskFacts facts) {
    TaskRights.requireSeen(facts, command.who());
    String owner = facts.owner();
    if (owner == null && facts.state() == TaskState.READY) {
      return List.of();
    }
    requireState("release", command.taskId(), facts, HAD);
    TaskRights.requireOwnerOrManager("release the task", facts, command.who());
    return List.of(new TaskEvent.TaskReleased(owner == null ? "" : owner));
  }

  static List<TaskEvent> start(StartTask command, TaskFacts facts) {
    TaskRights.requireSeen(facts, command.who());
    Acting who = command.who();
    if (facts.state() == TaskState.IN_PROGRESS && TaskRights.owns(facts, who)) {
      return List.of();
    }
    requireOne("start", command.taskId(), facts);
    requireState("start", command.taskId(), facts, EnumSet.of(TaskState.READY, TaskState.RESERVED));
    List<TaskEvent> events = new ArrayList<>(taken("start the task", facts, who));
    events.add(new TaskEvent.TaskStarted(who.person()));
    return events;
  }

  /** What makes somebody the owner: nothing where that is so, a claim where nobody has the task. */
  static List<TaskEvent> taken(String verb, TaskFacts facts, Acting who) {
    if (facts.owner() == null) {
      TaskRights.requireAsked(verb, facts, who);
      return List.of(new TaskEvent.TaskClaimed(who.person(), TaskRights.insteadOf(facts, who)));
    }
    TaskRights.requireOwner(verb, facts, who);
    return List.of();
  }

  /**
   * Gives it to somebody.
   *
   * @param to the principal that was meant
   * @param standIn who does the work of that one, null where that one is there
   */
  static List<TaskEvent> delegate(
      TaskId task, String to, @Nullable String standIn, Acting who, TaskFacts facts) {
    TaskRights.requireSeen(facts, who);
    requireOne("delegate", task, facts);
    requireState(
        "delegate",
        task,
        facts,
        EnumSet.of(TaskState.CREATED, TaskState.READY, TaskState.RESERVED, TaskState.IN_PROGRESS));
    TaskRights.requireOwnerOrManager("delegate the task", facts, who);
    String real = standIn == null ? to : standIn;
    if (real.equals(facts.owner())) {
      return List.of();
    }
    TaskRights.requireNotExcluded("give the task to", facts, to);
    TaskRights.requireNotExcluded("give the task to", facts, real);
    return List.of(new TaskEvent.TaskDelegated(facts.owner(), real, standIn == null ? null : to));
  }

  /** Asks others. */
  static List<TaskEvent> forward(TaskId task, List<String> to, Acting who, TaskFacts facts) {
    TaskRights.requireSeen(facts, who);
    requireState(
        "forward",
        task,
        facts,
        EnumSet.of(TaskState.CREATED, TaskState.READY, TaskState.RESERVED, TaskState.IN_PROGRESS));
    boolean asked = facts.owner() == null && TaskRights.asked(facts, who) != null;
    if (!asked) {
      TaskRights.requireOwnerOrManager("forward the task", facts, who);
    }
    if (to.isEmpty()) {
      throw new Rejection(
          Rejection.Code.INVALID_INPUT,
          "Expected somebody to forward the task to, but there is nobody");
    }
    if (facts.owner() == null && facts.candidates().equals(to)) {
      return List.of();
    }
    return List.of(new TaskEvent.TaskForwarded(facts.candidates(), to));
  }

  static List<TaskEvent> comment(CommentTask command, TaskFacts facts) {
    TaskRights.requireSeen(facts, command.who());
    requireText(command.text());
    requireOpen("comment on", command.taskId(), facts);
    return List.of(new TaskEvent.TaskCommented(command.text()));
  }

  static List<TaskEvent> attach(AttachFile command, TaskFacts facts) {
    TaskRights.requireSeen(facts, command.who());
    requireOpen("attach a file to", command.taskId(), facts);
    if (!TaskRights.owns(facts, command.who())) {
      TaskRights.requireAsked("attach a file", facts, command.who());
    }
    FileRule rule = facts.spec().files();
    if (facts.files() >= rule.maxFiles()) {
      throw new Rejection(
          Rejection.Code.TOO_LARGE,
          "Expected at most %d files, but there are as many".formatted(rule.maxFiles()));
    }
    if (command.file().bytes() > rule.maxBytes()) {
      throw new Rejection(
          Rejection.Code.TOO_LARGE,
          "Expected a file of at most %d bytes".formatted(rule.maxBytes()));
    }
    if (!rule.allows(command.file().type())) {
      throw new Rejection(
          Rejection.Code.INVALID_INPUT,
          "Expected a file of the type %s, but its bytes say %s"
              .formatted(String.join(" or ", rule.types()), command.file().type()));
    }
    return List.of(new TaskEvent.TaskFileAttached(command.file()));
  }

  static List<TaskEvent> prioritize(PrioritizeTask command, TaskFacts facts) {
    TaskRights.requireSeen(facts, command.who());
    requireOpen("prioritize", command.taskId(), facts);
    TaskRights.requireManager("prioritize the task", command.who());
    if (command.priority() < 0 || command.priority() > 9) {
      throw new Rejection(Rejection.Code.INVALID_INPUT, "Expected a priority of 0 to 9");
    }
    return command.priority() == facts.priority()
        ? List.of()
        : List.of(new TaskEvent.TaskPrioritized(facts.priority(), command.priority()));
  }

  static void requireText(Payload text) {
    if (JsonSize.of(text.json()) > MOST_TEXT) {
      throw new Rejection(
          Rejection.Code.TOO_LARGE, "Expected a text of at most %d bytes".formatted(MOST_TEXT));
    }
  }

  /** What several have to agree on belongs to none of them. */
  private static void requireOne(String verb, TaskId task, TaskFacts facts) {
    if (facts.spec().quorum() != null) {
      throw Rejection.invalidState(
          verb, "task " + task, "decided by several people: each just answers it");
    }
  }

  static void requireOpen(String verb, TaskId task, TaskFacts facts) {
    if (!facts.isOpen()) {
      throw refused(verb, task, facts);
    }
  }

  static void requireState(String verb, TaskId task, TaskFacts facts, EnumSet<TaskState> states) {
    if (!states.contains(facts.state())) {
      throw refused(verb, task, facts);
    }
  }

  static Rejection refused(String verb, TaskId task, TaskFacts facts) {
    TaskState state = facts.state();
    String words =
        switch (state) {
          case RESERVED, IN_PROGRESS -> state.text() + " by somebody";
          case SUSPENDED ->
              facts.timing().held() ? "suspended, for its run is paused" : "suspended";
          default -> state.text();
        };
    return Rejection.invalidState(verb, "task " + task, words.replace('_', ' '));
  }
}
