package io.fluxo.query.humantask;

import io.fluxo.messages.calendar.BusinessCalendar;
import io.fluxo.messages.humantask.SlaReport;
import io.fluxo.messages.humantask.TaskQuery.EvaluateSla;
import io.fluxo.query.calendar.CalendarBook;
import io.fluxo.query.history.EventReader;
import io.fluxo.query.history.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Judges tasks of the past by other deadlines. */
@Component
final class SlaEvaluation {
  /** How many tasks one question looks at. */
  static final int MOST = 2_000;

  private static final int AT_ONCE = 200;

  private final TaskList rows;
  private final EventReader events;
  private final CalendarBook calendars;

  SlaEvaluation(TaskList rows, EventReader events, CalendarBook calendars) {
    this.rows = rows;
    this.events = events;
    this.calendars = calendars;
  }

  SlaReport of(EvaluateSla query, Instant now) {
    BusinessCalendar calendar =
        query.calendar() == null
            ? BusinessCalendar.ALWAYS
            : calendars.find(query.tenant(), query.workspace(), query.calendar());
    SlaHistory.Rules rules = new SlaHistory.Rules(calendar, query.start(), query.complete());
    List<String> found = rows.created(query, MOST + 1);
    List<String> tasks = found.size() > MOST ? found.subList(0, MOST) : found;
    int startedLate = 0;
    int answeredLate = 0;
    List<SlaReport.Late> late = new ArrayList<>();
    for (int at = 0; at < tasks.size(); at += AT_ONCE) {
      List<String> part = tasks.subList(at, Math.min(tasks.size(), at + AT_ONCE));
      Map<String, List<RecordedEvent>> streams = streams(part);
      for (String task : part) {
        SlaHistory.Outcome outcome =
            SlaHistory.of(streams.getOrDefault(task, List.of()), rules, now);
        startedLate += outcome.startedLate() ? 1 : 0;
        answeredLate += outcome.answeredLate() ? 1 : 0;
        if (outcome.late() != null) {
          late.add(outcome.late());
        }
      }
    }
    return new SlaReport(tasks.size(), found.size() > MOST, startedLate, answeredLate, late);
  }

  private Map<String, List<RecordedEvent>> streams(List<String> tasks) {
    Map<String, List<RecordedEvent>> streams = HashMap.newHashMap(tasks.size());
    for (RecordedEvent event : events.streams(tasks)) {
      streams.computeIfAbsent(event.subject(), subject -> new ArrayList<>()).add(event);
    }
    return streams;
  }
}
