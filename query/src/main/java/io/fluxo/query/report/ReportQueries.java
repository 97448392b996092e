package io.fluxo.query.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.report.ProcessingReport;
import io.fluxo.messages.report.ProcessingReport.Processing;
import io.fluxo.messages.report.ReportQuery.RecordProcessing;
import io.fluxo.messages.report.ReportQuery.ReportService;
import io.fluxo.messages.report.ServiceReport;
import io.fluxo.messages.report.ServiceReport.Refusal;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.Payload;
import io.fluxo.query.history.EventReader;
import io.fluxo.query.history.RecordedEvent;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what authorities ask. */
@Component
final class ReportQueries {

  private static final int MOST_REFUSALS = 200;

  /** Runs of each workflow whose steps are asked where they went. */
  private static final int LOOKED_AT = 20;

  private static final int RUN_ID_LENGTH = 26;

  private final ReportRows rows;
  private final EventCounts counts;
  private final EventReader events;
  private final InstantSource clock;
  private final ObjectMapper mapper = Json.mapper();

  ReportQueries(ReportRows rows, EventCounts counts, EventReader events, InstantSource clock) {
    this.rows = rows;
    this.counts = counts;
    this.events = events;
    this.clock = clock;
  }

  @QueryHandler
  ProcessingReport handle(RecordProcessing query) {
    Map<String, Map<String, Long>> runs = new HashMap<>();
    for (ReportRows.Runs each : rows.runs(query.from(), query.to())) {
      runs.computeIfAbsent(each.workflow(), id -> new TreeMap<>())
          .merge(each.status(), each.count(), Long::sum);
    }
    List<Processing> workflows = new ArrayList<>();
    for (ReportRows.Workflow each : rows.workflows()) {
      workflows.add(processing(each, runs.getOrDefault(each.id(), Map.of()), query));
    }
    EventCounts.Counts counted = counts.of(query.from(), query.to());
    return new ProcessingReport(
        query.from(), query.to(), workflows, counted.counted(), counted.whole());
  }

  private Processing processing(
      ReportRows.Workflow workflow, Map<String, Long> runs, RecordProcessing query) {
    Purpose purpose = new Purpose(definition(workflow.definition()));
    SortedSet<String> connectors = purpose.connectors();
    SortedSet<String> recipients = purpose.hosts();
    for (String run : rows.newest(workflow.id(), query.from(), query.to(), LOOKED_AT)) {
      for (RecordedEvent each : events.run(new RunId(run))) {
        if (each.event() instanceof StepEvent.StepScheduled step) {
          connectors.add(step.type());
          String host = Purpose.host(step.input().object().get("url"));
          if (host != null) {
            recipients.add(host);
          }
        }
      }
    }
    return new Processing(
        workflow.id(),
        purpose.text(workflow.name()),
        workflow.version(),
        purpose.data(),
        purpose.said("dataSubject") != null,
        purpose.said("legalBasis"),
        purpose.said("retention"),
        List.copyOf(connectors),
        List.copyOf(recipients),
        runs);
  }

  private Map<?, ?> definition(@Nullable String json) {
    try {
      return json == null ? Map.of() : mapper.readValue(json, Payload.class).object();
    } catch (IOException e) {
      return Map.of();
    }
  }

  @QueryHandler
  ServiceReport handle(ReportService query) {
    Map<String, ServiceSums> sums = new TreeMap<>();
    for (ReportRows.Runs each : rows.runs(query.from(), query.to())) {
      sums.computeIfAbsent(each.workflow(), ServiceSums::new).add(each);
    }
    rows.tasks(query.from(), query.to(), clock.instant())
        .forEach((id, tasks) -> sums.computeIfAbsent(id, ServiceSums::new).tasks = tasks);
    Map<String, Map<String, Long>> decisions = rows.decisions(query.from(), query.to());
    List<ReportRows.Refused> refused = rows.refusals(query.from(), query.to(), MOST_REFUSALS + 1);
    return new ServiceReport(
        query.from(),
        query.to(),
        sums.values().stream().map(each -> each.service(decisions)).toList(),
        refused.stream().limit(MOST_REFUSALS).map(this::refusal).toList(),
        refused.size() > MOST_REFUSALS);
  }

  private Refusal refusal(ReportRows.Refused refused) {
    String by = "";
    Object reason = null;
    for (RecordedEvent each : events.stream(refused.task())) {
      if (each.event() instanceof TaskEvent.TaskVoted vote && isRefusal(vote.outcome())) {
        reason = vote.comment().json() == null ? reason : vote.comment().json();
      } else if (each.event() instanceof TaskEvent.TaskCompleted done) {
        by = done.person();
        reason = done.comment().json() == null ? reason : done.comment().json();
      }
    }
    String task = refused.task();
    return new Refusal(
        task,
        task.length() > RUN_ID_LENGTH ? task.substring(0, RUN_ID_LENGTH) : null,
        refused.workflow(),
        refused.outcome(),
        by,
        refused.at(),
        reason == null ? null : reason.toString());
  }

  private static boolean isRefusal(String outcome) {
    return ReportRows.REFUSALS.contains(outcome);
  }
}
