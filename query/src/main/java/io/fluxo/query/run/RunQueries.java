package io.fluxo.query.run;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.LogLevel;
import io.fluxo.messages.run.LogLine;
import io.fluxo.messages.run.QueueStatistics;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunQuery.CountQueues;
import io.fluxo.messages.run.RunQuery.FindRun;
import io.fluxo.messages.run.RunQuery.ListDeadLetters;
import io.fluxo.messages.run.RunQuery.ListLog;
import io.fluxo.messages.run.RunQuery.ListRuns;
import io.fluxo.messages.run.RunQuery.ListSteps;
import io.fluxo.messages.run.RunQuery.PreviewUndo;
import io.fluxo.messages.run.RunView;
import io.fluxo.messages.run.StepView;
import io.fluxo.messages.run.Undo;
import io.fluxo.query.history.EventReader;
import io.fluxo.query.history.RecordedEvent;
import java.util.List;
import java.util.Objects;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers what one can ask about runs. Lists and counts come from rows; one run is told by its
 * events, so that whoever was just answered finds what he was told. Whatever a workspace does not
 * have is NOT_FOUND.
 */
@Component
final class RunQueries {
  private final RunList rows;
  private final EventReader events;

  RunQueries(RunList rows, EventReader events) {
    this.rows = rows;
    this.events = events;
  }

  @QueryHandler
  RunView handle(FindRun query) {
    RunView row = rows.find(query.tenant(), query.workspace(), query.runId());
    // One that had ended may have been taken up again since its row was written.
    if (row != null
        && row.status().isFinal()
        && events.at(row.runId().value(), row.events()) == null) {
      return ended(row);
    }
    List<RecordedEvent> found = of(query.tenant(), query.workspace(), query.runId());
    if (found.getFirst().event() instanceof RunEvent.RunStarted) {
      return folded(found, query);
    }
    if (row != null) {
      return ended(row); // its beginning cannot be read: as it last stood
    }
    throw new Rejection(
        Rejection.Code.DAMAGED, "The beginning of run " + query.runId() + " cannot be read");
  }

  @QueryHandler
  @SuppressWarnings("rawtypes") // Axon matches a class, not a parameterised type
  Page handle(ListRuns query) {
    String cursor = query.page().cursor();
    return page(rows.list(query, cursor == null ? null : runId(cursor)), query.page().limit());
  }

  @QueryHandler
  @SuppressWarnings("rawtypes") // Axon matches a class, not a parameterised type
  Page handle(ListDeadLetters query) {
    String cursor = query.page().cursor();
    return page(rows.dead(query, cursor == null ? null : runId(cursor)), query.page().limit());
  }

  private static Page<RunView> page(List<RunView> found, int limit) {
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<RunView> items = List.copyOf(found.subList(0, limit));
    return new Page<>(items, items.getLast().runId().value());
  }

  @QueryHandler
  List<Undo> handle(PreviewUndo query) {
    return UndoPlan.of(of(query.tenant(), query.workspace(), query.runId()));
  }

  @QueryHandler
  List<StepView> handle(ListSteps query) {
    return RunTimeline.of(of(query.tenant(), query.workspace(), query.runId()));
  }

  @QueryHandler
  @SuppressWarnings("rawtypes") // Axon matches a class, not a parameterised type
  Page handle(ListLog query) {
    LogLevel atLeast = Objects.requireNonNullElse(query.atLeast(), LogLevel.DEBUG);
    PageRequest page = query.page();
    long[] after = place(page.cursor());
    List<LogLine> lines =
        RunLog.of(of(query.tenant(), query.workspace(), query.runId())).stream()
            .filter(line -> line.level().compareTo(atLeast) >= 0 && isAfter(line, after))
            .limit(page.limit() + 1L)
            .toList();
    return lines.size() <= page.limit()
        ? new Page<>(lines, null)
        : new Page<>(List.copyOf(lines.subList(0, page.limit())), lines.get(page.limit() - 1).id());
  }

  @QueryHandler
  QueueStatistics handle(CountQueues query) {
    return rows.counts(query.tenant(), query.workspace());
  }

  private List<RecordedEvent> of(String tenant, String workspace, RunId run) {
    List<RecordedEvent> found = events.run(run);
    if (found.isEmpty() || !found.getFirst().belongsTo(tenant, workspace)) {
      throw Rejection.notFound("run " + run);
    }
    return found;
  }

  /** A run that has ended: its row, and the first and last event of its stream. */
  private RunView ended(RunView row) {
    RecordedEvent first = events.at(row.runId().value(), 0);
    RecordedEvent last = events.at(row.runId().value(), row.events() - 1);
    RunEvent.RunStarted started =
        first != null && first.event() instanceof RunEvent.RunStarted start ? start : null;
    return new RunView(
        row.runId(),
        started == null ? row.workflow() : started.workflow(),
        row.status(),
        row.trigger(),
        row.businessKey(),
        row.parent(),
        started == null ? null : started.input(),
        last == null ? null : RunFolding.output(last),
        row.failure(),
        row.failedNode(),
        row.correlation(),
        row.startedAt(),
        row.updatedAt(),
        row.endedAt(),
        row.events(),
        row.attention());
  }

  private static RunView folded(List<RecordedEvent> found, FindRun query) {
    return RunFolding.of(
        new RunKey(query.tenant(), query.workspace(), query.runId().value()),
        String.valueOf(found.getFirst().metaData().get(Context.CORRELATION)),
        found);
  }

  private static boolean isAfter(LogLine line, long[] after) {
    long[] here = place(line.id());
    return here[0] > after[0] || (here[0] == after[0] && here[1] > after[1]);
  }

  private static long[] place(@Nullable String cursor) {
    if (cursor == null) {
      return new long[] {-1, -1};
    }
    try {
      int dot = cursor.indexOf('.');
      return new long[] {
        Long.parseLong(cursor.substring(0, Math.max(dot, 0))),
        Long.parseLong(cursor.substring(dot + 1))
      };
    } catch (NumberFormatException e) {
      throw unknownCursor();
    }
  }

  private static RunId runId(String cursor) {
    try {
      return new RunId(cursor);
    } catch (IllegalArgumentException e) {
      throw unknownCursor();
    }
  }

  private static Rejection unknownCursor() {
    return new Rejection(Rejection.Code.INVALID_INPUT, "Expected a cursor that a page gave");
  }
}
