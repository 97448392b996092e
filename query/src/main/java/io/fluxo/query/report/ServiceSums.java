package io.fluxo.query.report;

import io.fluxo.messages.report.ServiceReport.Service;
import java.util.Map;

/** The sums of one workflow while they are added up. */
final class ServiceSums {

  private static final ReportRows.Tasks NONE = new ReportRows.Tasks(0, 0, 0, 0, 0, 0, null);

  private final String workflow;
  private long runs;
  private long completed;
  private long over;
  private double seconds;
  ReportRows.Tasks tasks = NONE;

  ServiceSums(String workflow) {
    this.workflow = workflow;
  }

  void add(ReportRows.Runs of) {
    runs += of.count();
    seconds += of.seconds();
    over += of.over() ? of.count() : 0;
    completed += of.status().equals("completed") ? of.count() : 0;
  }

  Service service(Map<String, Map<String, Long>> decisions) {
    return new Service(
        workflow,
        runs,
        completed,
        over - completed,
        runs - over,
        over == 0 ? null : seconds / over,
        tasks.count(),
        tasks.answered(),
        tasks.pending(),
        tasks.overdue(),
        tasks.inTime(),
        tasks.late(),
        tasks.seconds(),
        decisions.getOrDefault(workflow, Map.of()));
  }
}
