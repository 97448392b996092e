package io.fluxo.messages.humantask;

import io.fluxo.messages.calendar.Span;
import io.fluxo.messages.context.WorkspaceQuery;
import io.fluxo.messages.page.PageRequest;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one can ask about human tasks. Nobody is shown a task that he has nothing to do with. */
public sealed interface TaskQuery extends WorkspaceQuery {

  /** Which tasks. */
  enum Inbox {
    /** Open ones that the person has. */
    mine,
    /** Open ones that the person may take, for himself or for somebody who is away. */
    available,
    /** Both, the late ones only, the latest first. */
    overdue,
    /** All open ones of the workspace; for managers. */
    all,
    /** Those that have ended and that the person answered; all for managers. */
    done
  }

  /**
   * One task. Answered with {@link TaskDetail}, or a rejection NOT_FOUND.
   *
   * @param who null for whoever holds a link to it
   */
  record FindTask(String tenant, String workspace, TaskId taskId, @Nullable Acting who)
      implements TaskQuery {}

  /**
   * Tasks: the most urgent first, those of one urgency by their due time, then the oldest first;
   * those that are done the newest first. Answered with a page of {@link TaskView}.
   *
   * @param state null for any
   * @param fields texts that the declared fields of this name have to begin with, in whatever case
   */
  record ListTasks(
      String tenant,
      String workspace,
      Acting who,
      Inbox inbox,
      @Nullable TaskState state,
      @Nullable String workflow,
      @Nullable String run,
      @Nullable String businessKey,
      Map<String, String> fields,
      PageRequest page)
      implements TaskQuery {}

  /** How many tasks somebody has to do with. Answered with {@link TaskCounts}. */
  record CountTasks(String tenant, String workspace, Acting who) implements TaskQuery {}

  /**
   * Who would have been late under other deadlines. Answered with {@link SlaReport}.
   *
   * @param calendar the business calendar to count by, null for always
   * @param start how long people had to begin, null for as long as they liked
   * @param complete how long people had to answer, null for as long as they liked; where both are
   *     null, the deadlines are those that each task had
   * @param from of the times at which tasks were asked for
   * @param until not included
   * @param workflow null for any
   */
  record EvaluateSla(
      String tenant,
      String workspace,
      @Nullable String calendar,
      @Nullable Span start,
      @Nullable Span complete,
      Instant from,
      Instant until,
      @Nullable String workflow)
      implements TaskQuery {}
}
